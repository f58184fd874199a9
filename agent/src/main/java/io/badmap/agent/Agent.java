package io.badmap.agent;

import io.badmap.Access;
import io.badmap.Scopes;
import io.badmap.agent.gomap.FirstGoMap;
import io.badmap.agent.gomap.GoMapOperations;
import io.badmap.agent.hunt.Hunting;
import io.badmap.agent.options.Action;
import io.badmap.agent.options.OptionError;
import io.badmap.agent.options.OptionParser;
import io.badmap.agent.options.OptionTable;
import io.badmap.agent.options.Options;
import io.badmap.agent.options.ParsedOptions;
import io.badmap.agent.options.Writes;
import io.badmap.agent.report.Frames;
import io.badmap.agent.report.JmxLocks;
import io.badmap.agent.report.LoadedClassFiles;
import io.badmap.agent.report.MapCode;
import io.badmap.agent.report.MapNames;
import io.badmap.agent.report.MisuseReports;
import io.badmap.agent.report.OperationTable;
import io.badmap.agent.report.Outputs;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.report.Stderr;
import io.badmap.agent.report.Suppressions;
import io.badmap.agent.watchdog.RenumberedCalls;
import io.badmap.agent.watchdog.Watchdog;
import io.badmap.agent.weave.Installer;
import io.badmap.agent.weave.ListRows;
import io.badmap.agent.weave.Meaning;
import io.badmap.agent.weave.Row;
import io.badmap.agent.weave.Semantics;
import io.badmap.agent.weave.UnknownShapeException;
import io.badmap.guard.Conflicts;
import io.badmap.guard.GoMapGuard;
import io.badmap.guard.GuardCounters;
import io.badmap.guard.Installation;
import io.badmap.guard.Responder;
import io.badmap.guard.Roots;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The agent proper: started by {@link Premain} through the agent's own class loader. */
public final class Agent {
  /** What the other side of a parked thread waits beyond its time, for a debugger to stop both. */
  private static final long HOLD_ON_MILLIS = 1_000;

  private final Options options;
  private final Instrumentation instrumentation;
  private final Stderr stderr;
  private final boolean atStart;
  private volatile @Nullable Atomicity atomicity;
  private volatile @Nullable Hunting hunting;

  private Agent(Options options, Instrumentation instrumentation, Stderr stderr, boolean atStart) {
    this.options = options;
    this.instrumentation = instrumentation;
    this.stderr = stderr;
    this.atStart = atStart;
  }

  /** Starts with the application, before its {@code main}. */
  public static void start(@Nullable String arguments, Instrumentation instrumentation, File jar) {
    begin(arguments, instrumentation, true);
  }

  /** Attached to a running application, which a refusal never ends. */
  public static void attach(@Nullable String arguments, Instrumentation instrumentation, File jar) {
    begin(arguments, instrumentation, false);
  }

  private static void begin(
      @Nullable String arguments, Instrumentation instrumentation, boolean atStart) {
    Stderr stderr = new Stderr();
    ParsedOptions parsed = OptionParser.parse(arguments, System.getenv());
    if (parsed.help()) {
      System.out.print(OptionTable.help());
      if (atStart) {
        System.exit(0);
      }
      return;
    }
    Agent agent = new Agent(parsed.options(), instrumentation, stderr, atStart);
    if (!parsed.errors().isEmpty()) {
      List<String> problems = new ArrayList<>();
      for (OptionError error : parsed.errors()) {
        problems.add(error.line());
      }
      agent.refuse(problems);
      return;
    }
    if (parsed.options().action() == Action.OFF) {
      return;
    }
    if (!Installation.claim()) {
      stderr.line("already installed in this JVM, the second agent is ignored");
      return;
    }
    agent.install();
  }

  /** Leaves the application alone, or does not let it start where that was asked for. */
  private void refuse(List<String> problems) {
    for (String problem : problems) {
      stderr.line("not installed: " + problem);
    }
    if (options.strict() && atStart) {
      stderr.line("strict=true: the application is not started");
      System.exit(1);
    }
  }

  private void install() {
    Suppressions suppressions = Suppressions.load(options.suppress());
    if (!suppressions.errors().isEmpty()) {
      giveUp(suppressions.errors());
      return;
    }
    Installer installer =
        new Installer(
            instrumentation,
            options.breakLoops(),
            options.hunt().on() ? List.of(Hunting.PROBE) : List.of(),
            options.lists(),
            options.queues());
    Assembly assembly = new Assembly(installer, suppressions);
    if (!mayReportLate()) {
      installBeforeMain(installer, assembly);
    } else if (weave(installer)) {
      LateReporter late = new LateReporter();
      begin(late, late);
      daemon(new Late(this, installer, assembly, late), "badmap-warm-up").start();
    }
  }

  /**
   * Whether the reporter can be made beside the application, which costs a start nothing: nothing
   * that is asked for can fail, and nothing is told at exit where nothing was met.
   */
  private boolean mayReportLate() {
    return options.out().equals("stderr")
        && options.suppress() == null
        && !options.summary()
        && !options.atomicity()
        && !options.hunt().on();
  }

  /** The reporter is put together while the maps are woven, on a second core. */
  private void installBeforeMain(Installer installer, Assembly assembly) {
    daemon(assembly, "badmap-assembly").start();
    if (!weave(installer)) {
      return;
    }
    Reporter reporter = assembly.reporter();
    if (options.atomicity() && !watchAtomicity(reporter)) {
      installer.restore();
      Installation.unclaim();
      return;
    }
    reporter.start();
    LateReporter ready = new LateReporter();
    ready.arrived(reporter);
    begin(reporter, ready);
    daemon(new WarmUp(reporter, instrumentation), "badmap-warm-up").start();
    watch(installer);
    if (options.hunt().on()) {
      Hunting begun = Hunting.start(options.hunt(), stderr);
      hunting = begun;
      Runtime.getRuntime()
          .addShutdownHook(new Thread(null, begun::close, "badmap-hunt-end", 0, false));
    }
  }

  private void watch(Installer installer) {
    if (options.watchdog()) {
      Watchdog.start(new RenumberedCalls(installer));
    }
  }

  private boolean weave(Installer installer) {
    try {
      installer.install();
      return true;
    } catch (UnknownShapeException e) {
      giveUp(List.of("this JDK is not known to it: " + e.getMessage()));
      return false;
    }
  }

  private void begin(Responder responder, LateReporter late) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(null, new Closing(late, atomicity), "badmap-shutdown", 0, false));
    Conflicts.structuralOnly(options.writes() == Writes.STRUCTURAL);
    Scopes.flushWith(new Flush(late));
    if (options.action() == Action.PARK) {
      Conflicts.holdOwners(TimeUnit.MILLISECONDS.toNanos(options.park() + HOLD_ON_MILLIS));
    }
    Conflicts.respondWith(responder);
    FirstGoMap.await(instrumentation, stderr, !atStart);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    return thread;
  }

  /** False where the JVM was to be refused without it. */
  private boolean watchAtomicity(Reporter reporter) {
    try {
      atomicity = Atomicity.install(instrumentation, options.wrappers(), reporter);
    } catch (UnknownShapeException e) {
      String problem = "atomicity=on: this JDK is not known to it: " + e.getMessage();
      if (options.strict()) {
        refuse(List.of(problem));
        return false;
      }
      stderr.line("check-then-act is not looked for: " + problem);
    }
    return true;
  }

  private void giveUp(List<String> problems) {
    Installation.unclaim();
    refuse(problems);
  }

  /** Puts the reporting together. */
  private final class Assembly implements Runnable {
    private final Installer installer;
    private final Suppressions suppressions;
    private @Nullable Reporter reporter;

    Assembly(Installer installer, Suppressions suppressions) {
      this.installer = installer;
      this.suppressions = suppressions;
    }

    @Override
    public void run() {
      reporter();
    }

    synchronized Reporter reporter() {
      Reporter made = reporter;
      if (made == null) {
        made = assemble();
        reporter = made;
      }
      return made;
    }

    private Reporter assemble() {
      Instant now = Instant.now();
      boolean more = options.lists() || options.queues();
      if (more) {
        MapCode.includeLists();
      }
      Frames frames =
          new Frames(more ? new ListTable(new Table()) : new Table(), options.wrappers());
      return new Reporter(
          new Reporter.Parts(
              options,
              new MisuseReports(frames, new Size(), now),
              new MapNames(frames, new LoadedClassFiles(new LoadedClasses(instrumentation))),
              suppressions,
              stderr,
              Outputs.open(options.out(), now, stderr),
              new Watched(installer, Agent.this),
              new Halt()));
    }
  }

  // Named classes: the first lambda of a JVM costs more of its start than all that follows here.

  /** Makes the reporter beside the application; until then those who meet a conflict wait. */
  private record Late(Agent agent, Installer installer, Assembly assembly, LateReporter late)
      implements Runnable {
    private static final int ATTEMPTS = 50;
    private static final long RETRY_NANOS = 100_000_000L;

    @Override
    public void run() {
      late.isMadeHere();
      try {
        Reporter reporter = make();
        late.arrived(reporter);
        Conflicts.respondWith(reporter);
        new WarmUp(reporter, agent.instrumentation).run();
        agent.watch(installer);
      } catch (Throwable e) {
        late.failed();
        tell(e);
      }
    }

    /** An application that has just now used up its memory mostly gets some back. */
    private Reporter make() {
      for (int attempt = 1; ; attempt++) {
        try {
          Reporter reporter = assembly.reporter();
          reporter.start();
          return reporter;
        } catch (OutOfMemoryError e) {
          if (attempt == ATTEMPTS) {
            throw e;
          }
        }
        LockSupport.parkNanos(this, RETRY_NANOS);
      }
    }

    private void tell(Throwable problem) {
      try {
        agent.stderr.line("conflicts are met, but cannot be reported: " + problem);
      } catch (OutOfMemoryError e) {
        // Nothing is left to say it with.
      }
    }
  }

  /**
   * Loads what a first report needs, beside the application and not inside it. What fails here, for
   * want of memory say, is missing from reports and no more.
   */
  private record WarmUp(Reporter reporter, Instrumentation instrumentation) implements Runnable {
    @Override
    public void run() {
      try {
        reporter.warmUp();
        Module management = ModuleLayer.boot().findModule("java.management").orElse(null);
        if (management != null) {
          instrumentation.redefineModule(
              management,
              Set.of(),
              Map.of("sun.management", Set.of(Agent.class.getModule())),
              Map.of(),
              Set.of(),
              Map.of());
          Locks.readThroughJmx();
        }
      } catch (Throwable e) {
        Conflicts.readLocksWith(null);
      }
    }
  }

  private record Closing(LateReporter late, @Nullable Atomicity atomicity) implements Runnable {
    @Override
    public void run() {
      if (atomicity != null) {
        atomicity.close();
      }
      Reporter reporter = late.ifNeeded();
      if (reporter != null) {
        reporter.close();
      }
    }
  }

  private record Flush(LateReporter late) implements LongPredicate {
    @Override
    public boolean test(long nanos) {
      Reporter reporter = late.ifNeeded();
      return reporter == null || reporter.flush(nanos);
    }
  }

  private record LoadedClasses(Instrumentation instrumentation) implements Supplier<Class<?>[]> {
    @Override
    public Class<?>[] get() {
      return instrumentation.getAllLoadedClasses();
    }
  }

  private static final class Size implements ToIntFunction<Object> {
    @Override
    public int applyAsInt(Object map) {
      return GoMapGuard.isWatched(map) ? GoMapGuard.count(map) : Roots.size(map);
    }
  }

  /** Without shutdown hooks, so the hunt's plan is written here. */
  private final class Halt implements IntConsumer {
    @Override
    public void accept(int exitCode) {
      Hunting begun = hunting;
      if (begun != null) {
        begun.close();
      }
      Runtime.getRuntime().halt(exitCode);
    }
  }

  private static final class Table implements OperationTable {
    @Override
    public @Nullable Access access(String className, String method) {
      Row row = Semantics.find(className, method);
      return row == null ? GoMapOperations.access(className, method) : accessOf(row.meaning());
    }

    static @Nullable Access accessOf(Meaning meaning) {
      return switch (meaning) {
        case READ, GLANCE -> Access.READ;
        case ITERATION, STEP -> Access.ITERATION;
        case CLONE -> Access.CLONE;
        case WRITE, CONDITIONAL, CLEAR, PUT_ALL -> Access.WRITE;
        case EXPUNGE, DELEGATES, UNWATCHED -> null;
      };
    }
  }

  /** The same with lists and queues. */
  private record ListTable(OperationTable maps) implements OperationTable {
    @Override
    public @Nullable Access access(String className, String method) {
      Row row = ListRows.find(className, method);
      return row == null ? maps.access(className, method) : Table.accessOf(row.meaning());
    }
  }

  /** Tells what is watched, and what was met that nobody could be blamed for. */
  private record Watched(Installer installer, Agent agent) implements Supplier<String> {
    @Override
    public String get() {
      return installer.classCount()
          + " classes, "
          + installer.entryPoints()
          + " methods, "
          + GuardCounters.unattributed()
          + " changes nobody could be named for"
          + (agent.atomicity == null ? "" : ", " + agent.atomicity.told())
          + (agent.hunting == null ? "" : ", " + agent.hunting.told());
    }
  }

  /** Apart, so that java.management is looked for only where it is. */
  private static final class Locks {
    static void readThroughJmx() {
      JmxLocks locks = new JmxLocks();
      locks.warmUp();
      Conflicts.readLocksWith(locks);
    }
  }
}
