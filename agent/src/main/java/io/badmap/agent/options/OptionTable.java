package io.badmap.agent.options;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every option there is. Parsing reads it, {@link #help()} and {@link #markdown()} print it, so
 * that a key cannot be known to one and missing from another.
 */
public final class OptionTable {
  static final String ACTION = "action";
  static final String EXITCODE = "exitcode";
  static final String WATCH = "watch";
  static final String WRITES = "writes";
  static final String TRACEBACK = "traceback";
  static final String OUT = "out";
  static final String FORMAT = "format";
  static final String SUPPRESS = "suppress";
  static final String STRICT = "strict";
  static final String SUMMARY = "summary";
  static final String WRAPPERS = "wrappers";
  static final String ATOMICITY = "atomicity";
  static final String BREAKLOOPS = "breakloops";
  static final String WATCHDOG = "watchdog";
  static final String PARK = "park";
  static final String CONFIG = "config";
  static final String FLAGS = "flags";
  static final String METRICS = "metrics";
  static final String METRICS_TOKEN = "metrics.token";
  static final String OTLP = "otlp";
  static final String HUNT = "hunt";
  static final String HUNT_SEED = "hunt.seed";
  static final String HUNT_DELAY = "hunt.delay";
  static final String HUNT_BUDGET = "hunt.budget";
  static final String HUNT_LOCKS = "hunt.locks";
  static final String HUNT_PLAN = "hunt.plan";
  static final String EVENTS = "events";
  static final String SAMPLE = "sample";
  static final String WINDOW = "window";
  static final String EVENTS_KEYS = "events.keys";

  /** The key that asks for the table instead of setting something. */
  static final String HELP = "help";

  private static final Values SWITCH = Values.Words.of("true", "false");

  static final List<Option> ROWS =
      List.of(
          new Option(
              ACTION,
              "throw, halt, log, park, off",
              "throw",
              "what the meeting thread gets: a MapMisuseError; the report and then the end of the"
                  + " JVM; the report only; the report, and both threads are held for a while;"
                  + " nothing is watched",
              Values.Words.of("throw", "halt", "log", "park", "off")),
          new Option(
              EXITCODE, "1..255", "2", "the exit code of action=halt", new Values.Range(1, 255)),
          new Option(
              WATCH,
              "maps, lists, queues, or several of them",
              "maps",
              "lists are ArrayList and LinkedList, queues are ArrayDeque and PriorityQueue; maps are"
                  + " watched in any case",
              Values.Words.several("maps", "lists", "queues")),
          new Option(
              WRITES,
              "all, structural",
              "all",
              "structural leaves out conflicts in which no side is known to have added, removed or"
                  + " reordered entries",
              Values.Words.of("all", "structural")),
          new Option(
              TRACEBACK,
              "single, involved, all",
              "involved",
              "callers only, both stacks, or the stack of every thread",
              Values.Words.of("single", "involved", "all")),
          new Option(
              OUT,
              "stderr, slf4j, a file name",
              "stderr",
              "where reports go; slf4j is the application's own; in a file name %p is the process"
                  + " id and %t the start time",
              new Values.Text()),
          new Option(
              FORMAT,
              "text, json",
              "text",
              "lines for people, or one JSON object a line",
              Values.Words.of("text", "json")),
          new Option(
              SUPPRESS,
              "a file name",
              "",
              "a file of site pairs or class globs that are not reported, each with reason and"
                  + " expiry",
              new Values.Text()),
          new Option(
              STRICT,
              "true, false",
              "false",
              "refuse to start where the agent cannot do its work",
              SWITCH),
          new Option(
              SUMMARY,
              "true, false",
              "false",
              "say at exit what was watched, met, reported, folded and suppressed",
              SWITCH),
          new Option(
              WRAPPERS,
              "class globs separated by ;",
              "",
              "classes whose frames are never taken as the caller, such as com.acme.util.*",
              new Values.ClassGlobs()),
          new Option(
              ATOMICITY,
              "on, off",
              "off",
              "report check-then-act on ConcurrentHashMap, ConcurrentSkipListMap and"
                  + " synchronizedMap, and recursive updates",
              Values.Words.of("on", "off")),
          new Option(
              BREAKLOOPS,
              "true, false",
              "false",
              "a walk that a damaged map makes endless gets a MapMisuseError, whatever the action",
              SWITCH),
          new Option(
              WATCHDOG,
              "on, off",
              "on",
              "report a thread whose walk through a map does not end, as its stack shows in"
                  + " samples",
              Values.Words.of("on", "off")),
          new Option(
              PARK,
              "1..3600000",
              "10000",
              "for how many milliseconds action=park holds both threads inside their map"
                  + " operations",
              new Values.Range(1, 3_600_000)),
          new Option(
              CONFIG,
              "a file name",
              "",
              "a YAML file with options, rules, a budget and a breaker, followed while the JVM"
                  + " runs",
              new Values.Text()),
          new Option(
              FLAGS,
              "a sum of 0x1, 0x2, 0x4, 0x8, 0x10, 0x20",
              "0x3f",
              "which checks are made: 0x1 writes, 0x2 reads and copies, 0x4 iterations, 0x20 walks"
                  + " through damaged maps; and with events=sampled or all, what else is traced: 0x8"
                  + " growth, 0x10 creation",
              new Values.Mask(Options.ALL_FLAGS)),
          new Option(
              METRICS,
              "off, host:port",
              "off",
              "where Prometheus finds /metrics, and people /healthz and /status; :9464 is this"
                  + " machine alone, 0 takes a free port and says which",
              new Values.Address()),
          new Option(
              METRICS_TOKEN,
              "a file name",
              "",
              "a file with the token that has to be sent; needed where others can reach the port",
              new Values.Text()),
          new Option(
              OTLP,
              "a URL",
              "",
              "an OpenTelemetry collector that gets the same numbers every ten seconds, such as"
                  + " http://localhost:4318",
              new Values.HttpUrl()),
          new Option(
              HUNT,
              "off, on",
              "off",
              "on holds operations that came near each other for a moment, so that they meet",
              Values.Words.of("off", "on")),
          new Option(
              HUNT_SEED,
              "a whole number",
              "",
              "makes the decisions of the hunt repeatable; without it one is drawn, and printed",
              new Values.WholeNumber()),
          new Option(
              HUNT_DELAY,
              "0..10000",
              "100",
              "the longest delay in milliseconds, and how near a near miss must be",
              new Values.Range(0, 10_000)),
          new Option(
              HUNT_BUDGET,
              "0..100",
              "20",
              "the share of the run, in percent, that may be spent in delays; 0 is none",
              new Values.Range(0, 100)),
          new Option(
              HUNT_LOCKS,
              "0..100",
              "2",
              "a thread that holds more locks than this is not delayed",
              new Values.Range(0, 100)),
          new Option(
              HUNT_PLAN,
              "a file name",
              "",
              "what the hunt has learned: read at start where it is there, written at exit",
              new Values.Text()),
          new Option(
              EVENTS,
              "off, misuse, sampled, all",
              "misuse",
              "what is told to the JDK's flight recorder: nothing; misuses; all operations of the"
                  + " maps that sample chooses; all operations",
              Values.Words.of("off", "misuse", "sampled", "all")),
          new Option(
              SAMPLE,
              "0..1",
              "1",
              "the share of the maps that events=sampled records, each of them whole; detection"
                  + " watches every map",
              new Values.Range(0, 1, false)),
          new Option(
              WINDOW,
              "1..60000",
              "50",
              "with events=sampled or all: how many milliseconds before a misuse the file"
                  + " badmap-PID-N.jfr reaches back at least where another recording writes to disk;"
                  + " without one it has what the buffers hold, a later file perhaps only what came"
                  + " after the one before",
              new Values.Range(1, 60_000)),
          new Option(
              EVENTS_KEYS,
              "true, false",
              "false",
              "recorded operations tell their keys: strings, up to 64 characters of each, numbers"
                  + " and enum constants; without it only their classes and hashes",
              SWITCH));

  private OptionTable() {}

  static @Nullable Option find(String key) {
    for (Option option : ROWS) {
      if (option.key().equals(key)) {
        return option;
      }
    }
    return null;
  }

  /** All keys, {@code help} last. */
  public static List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (Option option : ROWS) {
      keys.add(option.key());
    }
    keys.add(HELP);
    return keys;
  }

  /** The values that {@code key} takes, in words; {@code null} where there is no such key. */
  public static @Nullable String valid(String key) {
    Option option = find(key);
    return option == null ? null : option.valid();
  }

  /** The value of {@code key} where nobody sets one; empty for none. */
  public static String defaultValue(String key) {
    Option option = find(key);
    return option == null ? "" : option.defaultValue();
  }

  /** What {@code key} does; {@code null} where there is no such key. */
  public static @Nullable String description(String key) {
    Option option = find(key);
    return option == null ? null : option.description();
  }

  /** A value of {@code key} as it may be printed: an address without what is secret in it. */
  public static String shown(String key, String value) {
    Option option = find(key);
    return option != null && option.values() instanceof Values.HttpUrl
        ? OptionError.withoutSecrets(value)
        : value;
  }

  /** The words that {@code key} takes; empty where they cannot be listed. */
  public static List<String> words(String key) {
    Option option = find(key);
    return option != null && option.values() instanceof Values.Words words
        ? words.words()
        : List.of();
  }

  /** The table for a terminal, lines ended by {@code \n}. */
  public static String help() {
    StringBuilder text = new StringBuilder();
    text.append("badmap: -javaagent:badmap.jar=key=value,key=value\n");
    text.append("The environment variable BADMAP takes the same text; the agent argument wins.\n");
    text.append("GODEBUG=badmap=0 turns badmap off, badmap=1 leaves its defaults on.\n");
    text.append("A value with a comma stands in double quotes, a quote in it is doubled.\n\n");
    for (Option option : ROWS) {
      text.append("  ").append(option.key());
      text.append(" ".repeat(Math.max(1, 11 - option.key().length()))).append(option.valid());
      if (!option.defaultValue().isEmpty()) {
        text.append(" (default ").append(option.defaultValue()).append(')');
      }
      text.append("\n             ").append(option.description()).append('\n');
    }
    return text.toString();
  }

  /** The table for the README, lines ended by {@code \n}. */
  public static String markdown() {
    StringBuilder text = new StringBuilder("| key | values | default | what it does |\n");
    text.append("|---|---|---|---|\n");
    for (Option option : ROWS) {
      String defaultValue =
          option.defaultValue().isEmpty() ? "none" : "`" + option.defaultValue() + "`";
      text.append("| `").append(option.key()).append("` | ").append(option.valid());
      text.append(" | ").append(defaultValue);
      text.append(" | ").append(option.description()).append(" |\n");
    }
    return text.toString();
  }
}
