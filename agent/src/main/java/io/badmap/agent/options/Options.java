package io.badmap.agent.options;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent was told to do. Immutable.
 *
 * @param action what the meeting thread gets
 * @param exitcode the exit code of {@link Action#HALT}, 1 to 255
 * @param writes which writes count
 * @param traceback how much of the stacks is shown
 * @param out {@code stderr}, {@code slf4j} or a file name, still with {@code %p} and {@code %t}
 * @param format the form of a report
 * @param lists whether {@code ArrayList} and {@code LinkedList} are watched too
 * @param queues whether {@code ArrayDeque} and {@code PriorityQueue} are
 * @param suppress the name of the suppression file; {@code null} for none
 * @param strict whether the JVM must not start where the agent cannot do its work
 * @param summary whether a line at exit says what was watched and met
 * @param wrappers globs of classes that are never taken as the caller
 * @param atomicity whether check-then-act on concurrent maps is looked for
 * @param breakLoops whether walks that do not end are stopped
 * @param watchdog whether threads are sampled for such walks
 * @param park for how many milliseconds {@link Action#PARK} holds both sides
 * @param config the name of the YAML file that is followed; {@code null} for none
 * @param flags which checks are made, a sum of the {@code FLAG} constants
 * @param metrics {@code host:port} where metrics are served; {@code null} for nowhere
 * @param metricsToken the name of the file with the token; {@code null} for none
 * @param otlp the URL of a collector; {@code null} for none
 * @param hunt whether and how operations are held so that they meet
 * @param events what is told to the JDK's flight recorder: {@code off}, {@code misuse}, {@code
 *     sampled} or {@code all}
 * @param sample the share of the maps that {@code events=sampled} records, from 0 to 1
 * @param window how many milliseconds the file of a misuse reaches back at least where another
 *     recording writes to disk
 * @param eventKeys whether recorded operations tell their keys
 * @param origins where each value came from; a key that is not in it has its default
 */
public record Options(
    Action action,
    int exitcode,
    Writes writes,
    Traceback traceback,
    String out,
    Format format,
    boolean lists,
    boolean queues,
    @Nullable String suppress,
    boolean strict,
    boolean summary,
    List<String> wrappers,
    boolean atomicity,
    boolean breakLoops,
    boolean watchdog,
    int park,
    @Nullable String config,
    int flags,
    @Nullable String metrics,
    @Nullable String metricsToken,
    @Nullable String otlp,
    HuntOptions hunt,
    String events,
    double sample,
    int window,
    boolean eventKeys,
    Map<String, Origin> origins) {

  /** Two writes at the same time. */
  public static final int FLAG_WRITES = 0x1;

  /** A read or a copy, and a write. */
  public static final int FLAG_READS = 0x2;

  /** An iteration, and a write. */
  public static final int FLAG_ITERATIONS = 0x4;

  /** Maps that grow, as events. */
  public static final int FLAG_GROWTH = 0x8;

  /** Maps that are made, as events. */
  public static final int FLAG_CREATION = 0x10;

  /** Walks through damaged maps that do not end. */
  public static final int FLAG_WALKS = 0x20;

  /** All of them. */
  public static final int ALL_FLAGS =
      FLAG_WRITES | FLAG_READS | FLAG_ITERATIONS | FLAG_GROWTH | FLAG_CREATION | FLAG_WALKS;

  /** Every option at its default. */
  public static Options defaults() {
    return of(Map.of(), Map.of());
  }

  /** Whether operations are to be recorded as events from the start. */
  public boolean recordsOperations() {
    return events.equals("sampled") || events.equals("all");
  }

  /** Whether a {@code FLAG_} is set. */
  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Where the value of {@code key} came from. */
  public Origin origin(String key) {
    return origins.getOrDefault(key, Origin.DEFAULT);
  }

  /** From texts that the table has accepted. */
  static Options of(Map<String, String> texts, Map<String, Origin> origins) {
    String suppress = text(texts, OptionTable.SUPPRESS);
    String config = text(texts, OptionTable.CONFIG);
    return new Options(
        Action.valueOf(upper(texts, OptionTable.ACTION)),
        Integer.parseInt(text(texts, OptionTable.EXITCODE)),
        Writes.valueOf(upper(texts, OptionTable.WRITES)),
        Traceback.valueOf(upper(texts, OptionTable.TRACEBACK)),
        text(texts, OptionTable.OUT),
        Format.valueOf(upper(texts, OptionTable.FORMAT)),
        text(texts, OptionTable.WATCH).contains("lists"),
        text(texts, OptionTable.WATCH).contains("queues"),
        suppress.isEmpty() ? null : suppress,
        Boolean.parseBoolean(text(texts, OptionTable.STRICT)),
        Boolean.parseBoolean(text(texts, OptionTable.SUMMARY)),
        Values.ClassGlobs.split(text(texts, OptionTable.WRAPPERS)),
        text(texts, OptionTable.ATOMICITY).equals("on"),
        Boolean.parseBoolean(text(texts, OptionTable.BREAKLOOPS)),
        text(texts, OptionTable.WATCHDOG).equals("on"),
        Integer.parseInt(text(texts, OptionTable.PARK)),
        config.isEmpty() ? null : config,
        Integer.decode(text(texts, OptionTable.FLAGS)),
        text(texts, OptionTable.METRICS).equals("off") ? null : text(texts, OptionTable.METRICS),
        orNull(texts, OptionTable.METRICS_TOKEN),
        orNull(texts, OptionTable.OTLP),
        hunt(texts),
        text(texts, OptionTable.EVENTS),
        Double.parseDouble(text(texts, OptionTable.SAMPLE)),
        Integer.parseInt(text(texts, OptionTable.WINDOW)),
        Boolean.parseBoolean(text(texts, OptionTable.EVENTS_KEYS)),
        Map.copyOf(origins));
  }

  private static HuntOptions hunt(Map<String, String> texts) {
    String seed = text(texts, OptionTable.HUNT_SEED);
    String plan = text(texts, OptionTable.HUNT_PLAN);
    return new HuntOptions(
        text(texts, OptionTable.HUNT).equals("on"),
        seed.isEmpty() ? null : Long.valueOf(seed),
        Integer.parseInt(text(texts, OptionTable.HUNT_DELAY)),
        Integer.parseInt(text(texts, OptionTable.HUNT_BUDGET)),
        Integer.parseInt(text(texts, OptionTable.HUNT_LOCKS)),
        plan.isEmpty() ? null : plan);
  }

  private static @Nullable String orNull(Map<String, String> texts, String key) {
    String text = text(texts, key);
    return text.isEmpty() ? null : text;
  }

  private static String upper(Map<String, String> texts, String key) {
    return text(texts, key).toUpperCase(Locale.ROOT);
  }

  private static String text(Map<String, String> texts, String key) {
    String text = texts.get(key);
    if (text != null) {
      return text;
    }
    Option option = OptionTable.find(key);
    return option == null ? "" : option.defaultValue();
  }
}
