package io.badmap.agent.start;

import io.badmap.Scopes;
import io.badmap.agent.options.Action;
import io.badmap.agent.options.OptionError;
import io.badmap.agent.options.OptionParser;
import io.badmap.agent.options.OptionTable;
import io.badmap.agent.options.Options;
import io.badmap.agent.options.ParsedOptions;
import io.badmap.agent.options.Writes;
import io.badmap.agent.out.Stderr;
import io.badmap.agent.weave.Installer;
import io.badmap.agent.weave.UnknownShapeException;
import io.badmap.guard.Conflicts;
import io.badmap.guard.FirstUse;
import io.badmap.guard.Installation;
import io.badmap.guard.Responder;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts the agent: reads the options, weaves the maps, and lets the rest be made beside the
 * application where nothing that was asked for needs it before {@code main}.
 */
public final class Start {
  /** What the other side of a parked thread waits beyond its time, for a debugger to stop both. */
  private static final long HOLD_ON_MILLIS = 1_000;

  private static final String GO_MAP = "io.badmap.gomap.GoMap";

  private final @Nullable String argument;
  private final Options options;
  private final Instrumentation instrumentation;
  private final File jar;
  private final Stderr stderr;
  private final boolean atStart;
  private final List<Thread> hooks = new ArrayList<>();
  private @Nullable Rest rest;
  private @Nullable Installer installer;
  private volatile @Nullable LateReporter reporter;
  private @Nullable Thread late;

  private Start(
      @Nullable String argument,
      Options options,
      Instrumentation instrumentation,
      File jar,
      Stderr stderr,
      boolean atStart) {
    this.argument = argument;
    this.options = options;
    this.instrumentation = instrumentation;
    this.jar = jar;
    this.stderr = stderr;
    this.atStart = atStart;
  }

  /**
   * Starts in this JVM.
   *
   * @param jar the agent's own
   * @param atStart before the application's {@code main}; attached later, a refusal ends nothing
   */
  public static void begin(
      @Nullable String arguments, Instrumentation instrumentation, File jar, boolean atStart)
      throws ReflectiveOperationException {
    Stderr stderr = new Stderr();
    ParsedOptions parsed = OptionParser.parse(arguments, System.getenv());
    if (parsed.help()) {
      System.out.print(OptionTable.help());
      if (atStart) {
        System.exit(0);
      }
      return;
    }
    Start start = new Start(arguments, parsed.options(), instrumentation, jar, stderr, atStart);
    if (!parsed.errors().isEmpty()) {
      List<String> problems = new ArrayList<>();
      for (OptionError error : parsed.errors()) {
        problems.add(error.line());
      }
      start.refuse(problems);
      return;
    }
    if (parsed.options().action() == Action.OFF) {
      return;
    }
    if (!Installation.claim()) {
      stderr.line("already installed in this JVM, the second agent is ignored");
      return;
    }
    start.install();
  }

  /** The same start with other options. */
  public Start with(Options now) {
    Start changed = new Start(argument, now, instrumentation, jar, stderr, atStart);
    changed.rest = rest;
    return changed;
  }

  /** What the JVM was given after {@code -javaagent:badmap.jar=}. */
  public @Nullable String argument() {
    return argument;
  }

  public Options options() {
    return options;
  }

  public Stderr stderr() {
    return stderr;
  }

  /** Leaves the application alone, or does not let it start where that was asked for. */
  public void refuse(List<String> problems) {
    for (String problem : problems) {
      stderr.line("not installed: " + problem);
    }
    if (options.strict() && atStart) {
      stderr.line("strict=true: the application is not started");
      System.exit(1);
    }
  }

  /** Refuses, and lets another agent be installed. */
  public void giveUp(List<String> problems) {
    Installation.unclaim();
    refuse(problems);
  }

  /** False where it has refused. */
  public boolean weave(Installer installer) {
    this.installer = installer;
    try {
      if (!atStart) {
        rest().arrive(installer, instrumentation);
      }
      installer.install();
      return true;
    } catch (UnknownShapeException e) {
      giveUp(List.of("this JDK is not known to it: " + e.getMessage()));
    } catch (ReflectiveOperationException e) {
      giveUp(List.of(e.toString()));
    }
    return false;
  }

  /**
   * Does what somebody who attaches asks of the agent that is here already; called by name.
   *
   * @return what became of it, in words
   * @throws IllegalStateException if it cannot be done now, with the reason
   */
  public String control(String command) throws Exception {
    return rest().control(new Rest.Context(this, instrumentation), command);
  }

  /** What weaves; {@code null} where nothing is woven. */
  public @Nullable Installer installer() {
    return installer;
  }

  /** What answers the guard; {@code null} before it does. */
  public @Nullable LateReporter reporter() {
    return reporter;
  }

  /** The thread that does what a start need not wait for; it ends with that. */
  public @Nullable Thread late() {
    return late;
  }

  /** What runs when the JVM ends; a copy. */
  public synchronized List<Thread> hooks() {
    return new ArrayList<>(hooks);
  }

  /** Whoever attaches means now, and {@code strict} all or nothing. */
  public boolean mayWeaveLate() {
    return atStart && !options.strict();
  }

  private void install() throws ReflectiveOperationException {
    Rest.Context context = new Rest.Context(this, instrumentation);
    if (!mayReportLate()) {
      rest().install(context);
      return;
    }
    Installer installer =
        new Installer(instrumentation, null, List.of(), mayWeaveLate(), List.of());
    if (weave(installer)) {
      LateReporter late = new LateReporter();
      begin(late, late);
      comeLater(new LateStart(this, context, installer, late));
    }
  }

  /**
   * Whether the reporter can be made beside the application, which costs a start nothing: nothing
   * that is asked for can fail, and nothing is told at exit where nothing was met.
   */
  private boolean mayReportLate() {
    return options.out().equals("stderr")
        && options.suppress() == null
        && options.config() == null
        && !options.summary()
        && !options.atomicity()
        && !options.breakLoops()
        && !options.lists()
        && !options.queues()
        && !options.hunt().on()
        && !options.recordsOperations();
  }

  /**
   * Begins to answer the guard.
   *
   * @param responder what is told of encounters
   * @param late what is flushed
   */
  public void begin(Responder responder, LateReporter late) {
    reporter = late;
    Conflicts.structuralOnly(options.writes() == Writes.STRUCTURAL);
    Conflicts.stopNobody(!options.action().stops());
    Scopes.flushWith(late);
    if (options.action() == Action.PARK) {
      Conflicts.holdOwners(TimeUnit.MILLISECONDS.toNanos(options.park() + HOLD_ON_MILLIS));
    }
    Conflicts.respondWith(responder);
    awaitGoMap();
  }

  /** Runs {@code work} beside the application; who attaches may ask for the agent from then on. */
  public void comeLater(Runnable work) {
    Thread thread = daemon(work, "badmap-late");
    late = thread;
    thread.start();
    Installation.reside(this);
  }

  /**
   * Closes the reporter when the JVM ends.
   *
   * @param before run before that
   */
  public void closeAtExit(LateReporter late, @Nullable Runnable before) {
    atExit(new Closing(late, before), "badmap-shutdown");
  }

  /** Runs {@code work} when the JVM ends. */
  public synchronized void atExit(Runnable work, String name) {
    Thread hook = new Thread(null, work, name, 0, false);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      hooks.add(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already.
    }
  }

  /** GoMap is woven when it is used for the first time; until then that costs one object. */
  private void awaitGoMap() {
    FirstGoMap first = new FirstGoMap(this);
    FirstUse.tell(first);
    if (atStart) return;
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().equals(GO_MAP)) first.firstUse(type);
    }
  }

  /** A thread that keeps no JVM alive. */
  public static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    return thread;
  }

  Instrumentation instrumentation() {
    return instrumentation;
  }

  /** The rest of the agent, made at the first call. */
  synchronized Rest rest() throws ReflectiveOperationException {
    Rest made = rest;
    if (made == null) {
      made = (Rest) loader().loadClass(Rest.CLASS).getConstructor().newInstance();
      rest = made;
    }
    return made;
  }

  /** Lets the rest be made anew: a class whose initializer has failed stays unusable. */
  synchronized void forgetRest() {
    rest = null;
  }

  private ClassLoader loader() throws ClassNotFoundException {
    try {
      return new AgentClassLoader(jar);
    } catch (IOException e) {
      throw new ClassNotFoundException(Rest.CLASS, e);
    }
  }

  private record Closing(LateReporter late, @Nullable Runnable before) implements Runnable {
    @Override
    public void run() {
      if (before != null) {
        before.run();
      }
      Reporting reporter = late.ifNeeded();
      if (reporter != null) {
        reporter.close();
      }
    }
  }

  private record FirstGoMap(Start start) implements FirstUse.Listener {
    @Override
    @SuppressWarnings("removal")
    public void firstUse(Class<?> type) {
      // Under a security manager the application's frames on this stack may read no jar.
      AccessController.doPrivileged(new Weaving(start, type));
    }
  }

  private record Weaving(Start start, Class<?> type) implements PrivilegedAction<@Nullable Void> {
    @Override
    public @Nullable Void run() {
      try {
        start.rest().weaveGoMap(new Rest.Context(start, start.instrumentation), type);
      } catch (Throwable e) {
        start.stderr.line("GoMap is watched by its own flags only: " + e);
      }
      return null;
    }
  }
}
