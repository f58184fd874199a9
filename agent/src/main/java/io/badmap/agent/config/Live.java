package io.badmap.agent.config;

import io.badmap.agent.options.OptionError;
import io.badmap.agent.options.OptionParser;
import io.badmap.agent.options.OptionTable;
import io.badmap.agent.options.Options;
import io.badmap.agent.options.ParsedOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The options in force. Each source keeps its layer: run time over agent argument over {@code
 * BADMAP} over the config file over {@code GODEBUG} over the defaults. Thread-safe: changes are
 * made one after the other, each as one value.
 */
public final class Live {
  /** What may change while the JVM runs. */
  public static final Set<String> KEYS =
      Set.of(
          "action",
          "exitcode",
          "writes",
          "traceback",
          "format",
          "suppress",
          "summary",
          "park",
          "sample",
          "events",
          "flags");

  private final @Nullable String argument;
  private final Map<String, String> environment;
  private final Map<String, String> runTime = new HashMap<>();
  private final List<Consumer<Options>> listeners = new CopyOnWriteArrayList<>();
  private Map<String, String> file;
  private Target target;
  private volatile ParsedOptions parsed;

  /** Brings options into force. */
  @FunctionalInterface
  public interface Target {
    /**
     * Goes by {@code now} from here on, or leaves everything as it is.
     *
     * @return what is wrong with {@code now}, one line each; empty where it is in force
     */
    List<String> apply(Options before, Options now);
  }

  /**
   * What became of a change.
   *
   * @param changed keys with another value than before, sorted
   * @param restart keys that were to change and need a restart for it, sorted
   * @param errors why nothing was changed, one line each
   */
  public record Outcome(List<String> changed, List<String> restart, List<String> errors) {}

  /**
   * @param argument the agent argument
   * @param environment as {@link System#getenv()} gives it
   * @param file what the config file said at start
   * @param target brings changes into force
   */
  public Live(
      @Nullable String argument,
      Map<String, String> environment,
      Map<String, String> file,
      Target target) {
    this.argument = argument;
    this.environment = Map.copyOf(environment);
    this.file = Map.copyOf(file);
    this.target = target;
    parsed = OptionParser.parse(argument, environment, file, Map.of());
  }

  /** Brings what is set at run time into force by {@code target} from now on. */
  public synchronized void target(Target target) {
    this.target = target;
  }

  /** The value of {@code key} that is in force, as text. */
  public String text(String key) {
    String text = parsed.texts().get(key);
    return text == null ? OptionTable.defaultValue(key) : text;
  }

  /** What is in force. */
  public Options options() {
    return parsed.options();
  }

  /** Called after each change, on the thread that made it. */
  public void onChange(Consumer<Options> listener) {
    listeners.add(listener);
  }

  /** Sets one option, over all that others say; a value that is refused changes nothing. */
  public synchronized Outcome set(String key, String value) {
    OptionError error = OptionParser.check(key, value, "run time");
    if (error != null) {
      return new Outcome(List.of(), List.of(), List.of(error.line()));
    }
    if (!KEYS.contains(key)) {
      return new Outcome(List.of(), List.of(key), List.of());
    }
    Map<String, String> next = new HashMap<>(runTime);
    next.put(key, value);
    Outcome outcome = change(file, next, target);
    if (outcome.errors().isEmpty()) {
      runTime.put(key, value);
    }
    return outcome;
  }

  /**
   * Takes what the config file says now.
   *
   * @param texts by key, each of which {@link OptionParser#check} has passed
   * @param by brings the change into force, with whatever else the file says
   */
  public synchronized Outcome file(Map<String, String> texts, Target by) {
    Map<String, String> next = new HashMap<>();
    Set<String> restart = new TreeSet<>();
    Set<String> keys = new TreeSet<>(texts.keySet());
    keys.addAll(file.keySet());
    for (String key : keys) {
      String value = texts.get(key);
      String before = file.get(key);
      boolean same = value == null ? before == null : value.equals(before);
      boolean mayChange = KEYS.contains(key);
      if (!same && !mayChange) {
        restart.add(key);
      }
      String kept = mayChange ? value : before;
      if (kept != null) {
        next.put(key, kept);
      }
    }
    Outcome outcome = change(next, runTime, by);
    if (outcome.errors().isEmpty()) {
      file = Map.copyOf(next);
    }
    return new Outcome(outcome.changed(), List.copyOf(restart), outcome.errors());
  }

  private Outcome change(Map<String, String> file, Map<String, String> runTime, Target by) {
    ParsedOptions before = parsed;
    ParsedOptions now = OptionParser.parse(argument, environment, file, runTime);
    List<String> errors = by.apply(before.options(), now.options());
    if (!errors.isEmpty()) {
      return new Outcome(List.of(), List.of(), errors);
    }
    parsed = now;
    for (Consumer<Options> listener : listeners) {
      listener.accept(now.options());
    }
    return new Outcome(difference(before.texts(), now.texts()), List.of(), List.of());
  }

  private static List<String> difference(Map<String, String> before, Map<String, String> now) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(now.keySet());
    List<String> different = new ArrayList<>();
    for (String key : keys) {
      String value = now.get(key);
      if (value == null ? before.containsKey(key) : !value.equals(before.get(key))) {
        different.add(key);
      }
    }
    return List.copyOf(different);
  }
}
