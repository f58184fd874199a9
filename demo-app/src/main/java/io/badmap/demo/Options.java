package io.badmap.demo;

import io.badmap.demo.scenario.Scenarios;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The command line.
 *
 * @param port the port to serve on, 0 for any; absent for the default of the mode
 * @param load how long to drive the service; absent to serve until stopped
 * @param seconds how long a scenario may run at most
 */
record Options(
    Mode mode,
    Optional<Integer> port,
    Optional<Duration> load,
    Optional<String> scenario,
    Optional<Duration> seconds) {

  static final String USAGE =
      """
      usage: java -jar badmap-demo-app.jar [OPTION...] [SCENARIO]
        --port N         serve on this port of 127.0.0.1, 0 for any (default 8080; any with --load)
        --load SECONDS   serve, drive the service over HTTP for this time, print the counts and end
        --list           list the scenarios
        --scenario NAME  run a scenario; NAME alone does the same
        --seconds N      how long a scenario runs at most (default 2)
        --help           print this
      exit code: 0 ended well, 1 a scenario was stopped by an error or the load failed, 2 not started
      """;

  private static final List<String> NAMES =
      List.of("--port", "--load", "--list", "--scenario", "--seconds", "--help");
  private static final double MAX_SECONDS = 3600;

  /** What to do. */
  enum Mode {
    SERVE,
    LIST,
    SCENARIO,
    HELP
  }

  /** A command line that cannot be understood; the message is one line for the user. */
  static final class Misunderstood extends Exception {
    private static final long serialVersionUID = 1L;

    Misunderstood(String message) {
      super(message);
    }
  }

  static Options parse(List<String> arguments) throws Misunderstood {
    Queue<String> rest = new ArrayDeque<>(arguments);
    Mode mode = Mode.SERVE;
    Optional<Integer> port = Optional.empty();
    Optional<Duration> load = Optional.empty();
    Optional<String> scenario = Optional.empty();
    Optional<Duration> seconds = Optional.empty();
    for (String word = rest.poll(); word != null; word = rest.poll()) {
      switch (word) {
        case "--help" -> mode = Mode.HELP;
        case "--list" -> mode = Mode.LIST;
        case "--port" -> port = Optional.of(port(value(word, rest)));
        case "--load" -> load = Optional.of(time(word, value(word, rest)));
        case "--seconds" -> seconds = Optional.of(time(word, value(word, rest)));
        case "--scenario" -> scenario = only(scenario, scenario(value(word, rest)));
        default -> scenario = only(scenario, scenario(word));
      }
    }
    if (scenario.isPresent() && mode == Mode.SERVE) {
      mode = Mode.SCENARIO;
    }
    return new Options(mode, port, load, scenario, seconds).consistent();
  }

  private static Optional<String> only(Optional<String> before, String name) throws Misunderstood {
    if (before.isPresent()) {
      throw new Misunderstood("one scenario at a time: " + before.get() + " or " + name);
    }
    return Optional.of(name);
  }

  private Options consistent() throws Misunderstood {
    if (scenario.isPresent() && load.isPresent()) {
      throw new Misunderstood("--load does not go with a scenario");
    }
    if (scenario.isPresent() && port.isPresent()) {
      throw new Misunderstood("--port does not go with a scenario");
    }
    if (scenario.isEmpty() && seconds.isPresent()) {
      throw new Misunderstood("--seconds needs a scenario");
    }
    return this;
  }

  private static String value(String option, Queue<String> rest) throws Misunderstood {
    String value = rest.poll();
    if (value == null || NAMES.contains(value)) {
      throw new Misunderstood(option + " needs a value");
    }
    return value;
  }

  private static int port(String text) throws Misunderstood {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below, with the range
    }
    throw new Misunderstood("--port must be a number from 0 to 65535, not \"" + text + "\"");
  }

  private static Duration time(String option, String text) throws Misunderstood {
    try {
      double seconds = Double.parseDouble(text);
      if (seconds > 0 && seconds <= MAX_SECONDS) {
        return Duration.ofNanos((long) (seconds * 1e9));
      }
    } catch (NumberFormatException e) {
      // told below, with the range
    }
    throw new Misunderstood(
        option + " must be a number of seconds above 0, at most 3600, not \"" + text + "\"");
  }

  private static String scenario(String word) throws Misunderstood {
    if (Scenarios.names().contains(word)) {
      return word;
    }
    if (word.startsWith("-")) {
      throw new Misunderstood(
          "unknown option \"%s\"; the nearest is %s".formatted(word, Nearest.to(word, NAMES)));
    }
    throw new Misunderstood(
        "unknown scenario \"%s\"; the nearest is %s"
            .formatted(word, Nearest.to(word, Scenarios.names())));
  }
}
