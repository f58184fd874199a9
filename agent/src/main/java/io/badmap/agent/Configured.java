package io.badmap.agent;

import io.badmap.agent.canary.Extents;
import io.badmap.agent.canary.Parking;
import io.badmap.agent.canary.Production;
import io.badmap.agent.config.ConfigFile;
import io.badmap.agent.config.DocumentReader;
import io.badmap.agent.config.Live;
import io.badmap.agent.config.Settings;
import io.badmap.agent.control.Part;
import io.badmap.agent.options.Action;
import io.badmap.agent.options.OptionParser;
import io.badmap.agent.options.Options;
import io.badmap.agent.options.Writes;
import io.badmap.agent.out.Stderr;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.report.Suppressions;
import io.badmap.agent.weave.Probe;
import io.badmap.event.Growth;
import io.badmap.guard.Conflicts;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code config} adds to the agent; not loaded without it. */
final class Configured implements Part {
  private static final String YAML = "io.badmap.agent.config.yaml.";
  private static final Probe OPERATIONS =
      new Probe("io/badmap/budget/Operations", Set.of(Probe.Point.ENTERED));

  private final @Nullable ConfigFile file;
  private final Settings settings;
  private final List<String> errors;
  private final @Nullable String argument;
  private volatile @Nullable Live live;
  private volatile @Nullable Production production;

  private Configured(
      @Nullable ConfigFile file,
      Settings settings,
      List<String> errors,
      @Nullable String argument) {
    this.file = file;
    this.settings = settings;
    this.errors = errors;
    this.argument = argument;
  }

  /** Reads the file for the first time; what is wrong with it is in {@link #errors}. */
  static Configured read(String name, @Nullable String argument) {
    try {
      ConfigFile file = new ConfigFile(Path.of(name), yaml());
      ConfigFile.Read read = file.read();
      Settings settings = read.settings() == null ? Settings.EMPTY : read.settings();
      return new Configured(file, settings, read.errors(), argument);
    } catch (InvalidPathException e) {
      return broken("'config' is no file name: " + e.getReason(), argument);
    } catch (IOException | ReflectiveOperationException e) {
      return broken("the config file cannot be read: " + e, argument);
    }
  }

  private static Configured broken(String problem, @Nullable String argument) {
    return new Configured(null, Settings.EMPTY, List.of(problem), argument);
  }

  /** The library of YAML is loaded with the first document. */
  private static DocumentReader yaml() throws IOException, ReflectiveOperationException {
    LibraryLoader loader =
        new LibraryLoader(
            Configured.class.getClassLoader(), "snakeyaml-engine.jar", "org/snakeyaml/", YAML);
    return (DocumentReader) loader.loadClass(YAML + "YamlReader").getConstructor().newInstance();
  }

  List<String> errors() {
    return errors;
  }

  /** All sources, the file among them. */
  Options options() {
    return OptionParser.parse(argument, System.getenv(), settings.options(), Map.of()).options();
  }

  /** What counts operations, where the file has a budget. */
  List<Probe> probes() {
    return settings.budget() == null ? List.of() : List.of(OPERATIONS);
  }

  /** Goes by the file from now on. */
  void follow(Reporter reporter, Extents hooks, Instrumentation instrumentation, Stderr stderr) {
    ConfigFile followed = file;
    if (followed == null) {
      return;
    }
    InForce target = new InForce(reporter);
    Live made = new Live(argument, System.getenv(), settings.options(), target);
    live = made;
    production =
        Production.start(
            followed, settings, made, target, reporter, hooks, instrumentation, stderr);
  }

  /** The options in force; {@code null} before the file is gone by. */
  @Nullable Live live() {
    return live;
  }

  /** The same for an agent without a file. */
  static Live live(@Nullable String argument, Reporter reporter) {
    InForce target = new InForce(reporter);
    return new Live(
        argument,
        System.getenv(),
        Map.of(),
        (before, now) -> {
          List<String> errors = target.apply(before, now);
          if (errors.isEmpty()) {
            Parking.hold(now, false);
          }
          return errors;
        });
  }

  @Override
  public void rest() throws InterruptedException {
    Production running = production;
    if (running != null && !running.rest()) {
      throw new IllegalStateException("what the config file asks for is under way; detach again");
    }
  }

  @Override
  public void goOn() {
    Production running = production;
    if (running != null) {
      running.goOn();
    }
  }

  /** Requests are not followed any more, and no thread is left. */
  @Override
  public void end() {
    Production running = production;
    if (running != null) {
      running.end();
    }
  }

  /** What follows the file; {@code null} before it does. */
  @Nullable Production production() {
    return production;
  }

  /** Brings options into force where more than the reporter and {@link Parking} go by them. */
  private record InForce(Reporter reporter) implements Live.Target {
    @Override
    public List<String> apply(Options before, Options now) {
      if (!Objects.equals(before.suppress(), now.suppress())) {
        Suppressions suppressions = Suppressions.load(now.suppress());
        if (!suppressions.errors().isEmpty()) {
          return suppressions.errors();
        }
        reporter.suppress(suppressions);
      }
      Conflicts.structuralOnly(now.writes() == Writes.STRUCTURAL);
      Conflicts.stopNobody(!now.action().stops());
      if ((before.action() == Action.OFF) != (now.action() == Action.OFF)) {
        Conflicts.respondWith(now.action() == Action.OFF ? null : reporter);
      }
      if (before.flags() != now.flags()) {
        Growth.trace(now.has(Options.FLAG_GROWTH), now.has(Options.FLAG_CREATION));
      }
      reporter.change(now);
      return List.of();
    }
  }
}
