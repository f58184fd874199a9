package io.badmap.agent;

import io.badmap.Access;
import io.badmap.Scopes;
import io.badmap.agent.atomicity.Atomicity;
import io.badmap.agent.budget.OwnThreads;
import io.badmap.agent.canary.Extents;
import io.badmap.agent.canary.Production;
import io.badmap.agent.config.Live;
import io.badmap.agent.control.AgentBean;
import io.badmap.agent.control.Detach;
import io.badmap.agent.control.Part;
import io.badmap.agent.control.Residence;
import io.badmap.agent.control.Status;
import io.badmap.agent.drain.Arrival;
import io.badmap.agent.events.Events;
import io.badmap.agent.events.Mode;
import io.badmap.agent.gomap.FirstGoMap;
import io.badmap.agent.gomap.GoMapOperations;
import io.badmap.agent.hunt.Hunting;
import io.badmap.agent.loops.LoopBreaking;
import io.badmap.agent.metrics.Metrics;
import io.badmap.agent.options.Action;
import io.badmap.agent.options.OptionError;
import io.badmap.agent.options.OptionParser;
import io.badmap.agent.options.Options;
import io.badmap.agent.options.ParsedOptions;
import io.badmap.agent.out.Stderr;
import io.badmap.agent.report.Frames;
import io.badmap.agent.report.JmxLocks;
import io.badmap.agent.report.LoadedClassFiles;
import io.badmap.agent.report.MapCode;
import io.badmap.agent.report.MapNames;
import io.badmap.agent.report.MisuseReports;
import io.badmap.agent.report.OperationTable;
import io.badmap.agent.report.Outputs;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.report.Suppressions;
import io.badmap.agent.start.LateReporter;
import io.badmap.agent.start.Rest;
import io.badmap.agent.start.Start;
import io.badmap.agent.watchdog.RenumberedCalls;
import io.badmap.agent.watchdog.Watchdog;
import io.badmap.agent.weave.Installer;
import io.badmap.agent.weave.ListFamilies;
import io.badmap.agent.weave.ListRows;
import io.badmap.agent.weave.Meaning;
import io.badmap.agent.weave.Probe;
import io.badmap.agent.weave.Row;
import io.badmap.agent.weave.Semantics;
import io.badmap.agent.weave.UnknownShapeException;
import io.badmap.event.Growth;
import io.badmap.guard.Conflicts;
import io.badmap.guard.GoMapGuard;
import io.badmap.guard.GuardCounters;
import io.badmap.guard.Installation;
import io.badmap.guard.Roots;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The agent but for its start, put together from its parts. */
public final class Agent implements Rest {
  /** How long the agent may take to come before it is asked to go: 10 s. */
  private static final long START_MILLIS = 10_000;

  private static final long DETACH_MILLIS = 5_000;

  private volatile @Nullable Configured configured;
  private volatile @Nullable Atomicity atomicity;
  private volatile @Nullable Hunting hunting;
  private volatile @Nullable Watchdog watchdog;
  private volatile @Nullable Reporter reporter;
  private volatile @Nullable Metrics metrics;
  private boolean shown;
  private @Nullable Live live;
  private final List<FirstGoMap> goMaps = new ArrayList<>();
  private boolean recordingGoMaps;
  private volatile @Nullable Events events;

  @Override
  public void install(Context context) {
    String config = context.start().options().config();
    if (config == null) {
      install(context, null);
      return;
    }
    Configured read = Configured.read(config, context.start().argument());
    Start start = context.start().with(read.options());
    if (!read.errors().isEmpty()) {
      start.giveUp(read.errors());
    } else if (read.options().action() == Action.OFF) {
      Installation.unclaim();
    } else {
      install(new Context(start, context.instrumentation()), read);
    }
  }

  private void install(Context context, @Nullable Configured read) {
    configured = read;
    Options options = context.start().options();
    Suppressions suppressions = Suppressions.load(options.suppress());
    if (!suppressions.errors().isEmpty()) {
      context.start().giveUp(suppressions.errors());
      return;
    }
    Installer installer =
        new Installer(
            context.instrumentation(),
            options.breakLoops() ? new LoopBreaking() : null,
            probes(options, read),
            context.start().mayWeaveLate() && !options.recordsOperations(),
            ListFamilies.of(options.lists(), options.queues()));
    installBeforeMain(context, installer, new Assembly(context, installer, suppressions));
  }

  private static List<Probe> probes(Options options, @Nullable Configured read) {
    List<Probe> probes = new ArrayList<>();
    if (options.hunt().on()) {
      probes.add(Hunting.PROBE);
    }
    if (read != null) {
      probes.addAll(read.probes());
    }
    return probes;
  }

  /** The reporter is put together while the maps are woven, on a second core. */
  private void installBeforeMain(Context context, Installer installer, Assembly assembly) {
    Start start = context.start();
    Options options = start.options();
    Start.daemon(assembly, "badmap-assembly").start();
    if (!start.weave(installer)) {
      return;
    }
    Reporter reporter = assembly.reporter();
    if (options.atomicity() && !watchAtomicity(context, reporter)) {
      installer.restore();
      Installation.unclaim();
      return;
    }
    reporter.start();
    Configured read = configured;
    if (read != null) {
      Extents extents = new Extents(installer, context.instrumentation(), reporter, start.stderr());
      read.follow(reporter, extents, context.instrumentation(), start.stderr());
      Live live = read.live();
      if (live != null) {
        live.onChange(now -> switchEvents(context, installer, reporter, now));
      }
    }
    LateReporter ready = new LateReporter();
    ready.arrived(reporter);
    Atomicity watched = atomicity;
    start.closeAtExit(ready, watched == null ? null : watched::close);
    start.begin(reporter, ready);
    if (watched != null) {
      Scopes.flushWith(nanos -> watched.flush(nanos) && ready.test(nanos));
    }
    start.comeLater(new Late(installer, new WarmUp(reporter, context.instrumentation())));
    watch(context, installer);
    if (options.recordsOperations()) {
      recordOperations(context, installer, reporter);
    }
    if (options.hunt().on()) {
      Hunting begun = Hunting.start(options.hunt(), context.instrumentation(), start.stderr());
      hunting = begun;
      start.atExit(begun::close, "badmap-hunt-end");
    }
  }

  /** What cannot be recorded is told, and the maps are watched all the same. */
  private void recordOperations(Context context, Installer installer, Reporter reporter) {
    Options options = context.start().options();
    try {
      events(context, installer, reporter).set(Mode.of(options.events()), options.sample());
    } catch (IllegalStateException e) {
      String problem = "events=" + options.events() + " is not done: " + e.getMessage();
      context.start().stderr().line(problem);
    }
  }

  /** Events by the options of now, where these are others than before. */
  private void switchEvents(Context context, Installer installer, Reporter reporter, Options now) {
    Options asked = context.start().options();
    if (events == null && now.events().equals(asked.events()) && now.sample() == asked.sample()) {
      return;
    }
    Events told = events(context, installer, reporter);
    Mode wanted = Mode.of(now.events());
    if (told.mode() == wanted && told.sample() == now.sample()) {
      return;
    }
    try {
      told.set(wanted, now.sample());
    } catch (IllegalStateException e) {
      context.start().stderr().line("events=" + now.events() + " is not done: " + e.getMessage());
    }
  }

  /** The switch of what is told as events; made when somebody first asks for it. */
  private synchronized Events events(Context context, Installer installer, Reporter reporter) {
    Events made = events;
    if (made == null) {
      Options options = context.start().options();
      Options now = inForce(options);
      Growth.trace(now.has(Options.FLAG_GROWTH), now.has(Options.FLAG_CREATION));
      made =
          new Events(
              new Events.Parts(
                  context.instrumentation(),
                  installer,
                  this::recordGoMaps,
                  names(context),
                  reporter,
                  context.start().stderr(),
                  Outputs.folder(options.out(), Instant.now()),
                  Duration.ofMillis(options.window()),
                  options.eventKeys()),
              Mode.of(options.recordsOperations() ? "misuse" : options.events()));
      events = made;
    }
    return made;
  }

  private Options inForce(Options atStart) {
    Configured read = configured;
    Live followed = read == null ? live : read.live();
    return followed == null ? atStart : followed.options();
  }

  private void recordGoMaps(boolean on) {
    synchronized (goMaps) {
      recordingGoMaps = on;
      for (FirstGoMap woven : goMaps) {
        woven.record(on);
      }
    }
  }

  private static Frames frames(Context context) {
    Options options = context.start().options();
    boolean more = options.lists() || options.queues();
    if (more) {
      MapCode.includeLists();
    }
    return new Frames(more ? new ListTable(new Table()) : new Table(), options.wrappers());
  }

  private static MapNames names(Context context) {
    return new MapNames(
        frames(context), new LoadedClassFiles(new LoadedClasses(context.instrumentation())));
  }

  private void watch(Context context, Installer installer) {
    Options options = context.start().options();
    if (options.watchdog() && watchdog == null) {
      watchdog = Watchdog.start(new RenumberedCalls(installer));
    }
    Reporter made = reporter;
    Configured read = configured;
    if (made != null && (options.metrics() != null || options.otlp() != null)) {
      Production followed = read == null ? null : read.production();
      metrics =
          Metrics.start(
              options,
              made,
              installer,
              followed,
              () -> Status.text(made, installer, new OwnThreads()) + Status.production(followed),
              context.start().stderr());
    }
  }

  /** False where the JVM was to be refused without it. */
  private boolean watchAtomicity(Context context, Reporter reporter) {
    Start start = context.start();
    Options options = start.options();
    try {
      atomicity = Atomicity.install(context.instrumentation(), options.wrappers(), reporter);
    } catch (UnknownShapeException e) {
      String problem = "atomicity=on: this JDK is not known to it: " + e.getMessage();
      if (options.strict()) {
        start.refuse(List.of(problem));
        return false;
      }
      start.stderr().line("check-then-act is not looked for: " + problem);
    }
    return true;
  }

  @Override
  public void report(Context context, Installer installer, LateReporter late) {
    Reporter made = reporter;
    if (made == null) {
      made = new Assembly(context, installer, Suppressions.none()).reporter();
    }
    if (!late.hasArrived()) {
      // Before it answers: what loads inside an operation may lack the permissions of its caller.
      warmUp(made);
      made.start();
      late.arrived(made);
      Conflicts.respondWith(made);
    }
    readLocks(context.instrumentation());
    watch(context, installer);
  }

  /** What fails here, for want of memory say, is missing from reports and no more. */
  private static void readLocks(Instrumentation instrumentation) {
    try {
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

  private static void warmUp(Reporter reporter) {
    try {
      reporter.warmUp();
    } catch (RuntimeException | LinkageError e) {
      // It loads when it is needed, then.
    }
  }

  @Override
  public void weaveGoMap(Context context, Class<?> type) {
    FirstGoMap first;
    synchronized (goMaps) {
      first = new FirstGoMap(context.instrumentation(), context.start().stderr(), recordingGoMaps);
      goMaps.add(first);
    }
    first.weaveIfPossible(type);
  }

  @Override
  public void arrive(Installer installer, Instrumentation instrumentation)
      throws UnknownShapeException {
    Arrival.await(installer, instrumentation);
  }

  @Override
  public void drain(Instrumentation instrumentation) {
    Arrival.drain(instrumentation);
  }

  @Override
  public synchronized String control(Context context, String command) throws Exception {
    if (command.startsWith("events=")) {
      return switchEvents(context, command);
    }
    return switch (command) {
      case "jmx" -> show(context);
      case "detach" -> leave(context);
      default -> throw new IllegalStateException("unknown command " + OptionError.quoted(command));
    };
  }

  private String show(Context context) throws Exception {
    Residence residence = residence(context.start());
    Configured read = configured;
    AgentBean.show(
        residence,
        live(context, residence),
        read == null ? null : read.production(),
        () -> control(context, "detach"));
    shown = true;
    return "shown";
  }

  private Live live(Context context, Residence residence) {
    Configured read = configured;
    Live followed = read == null ? null : read.live();
    if (followed != null) {
      return followed;
    }
    Live made = live;
    if (made == null) {
      made = Configured.live(context.start().argument(), residence.reporter());
      made.onChange(now -> switchEvents(context, residence.installer(), residence.reporter(), now));
      live = made;
    }
    return made;
  }

  private String leave(Context context) throws Exception {
    String told = Detach.run(residence(context.start()), context.instrumentation());
    context.start().stderr().line(told);
    return told;
  }

  /** {@code events=WORD} with or without {@code ,sample=SHARE}. */
  private String switchEvents(Context context, String command) throws Exception {
    ParsedOptions parsed = OptionParser.parse(command, Map.of());
    if (!parsed.errors().isEmpty()) {
      throw new IllegalStateException(parsed.errors().get(0).line());
    }
    Residence here = residence(context.start());
    Options wanted = parsed.options();
    events(context, here.installer(), here.reporter())
        .set(Mode.of(wanted.events()), wanted.sample());
    return "events=" + wanted.events();
  }

  private Residence residence(Start start) throws InterruptedException {
    Thread late = start.late();
    if (late != null) {
      late.join(START_MILLIS);
    }
    Installer installer = start.installer();
    Reporter made = reporter;
    if (late == null || late.isAlive() || installer == null || made == null) {
      throw new IllegalStateException("the agent is not in place yet");
    }
    return new Residence(installer, made, parts(installer), others(), start.hooks());
  }

  /** What works by itself, in the order in which it is to rest. */
  private List<Part> parts(Installer installer) {
    List<Part> parts = new ArrayList<>();
    if (watchdog != null) {
      parts.add(new Watching(installer));
    }
    Configured read = configured;
    if (read != null) {
      parts.add(read);
    }
    Events recorded = events;
    if (recorded != null) {
      parts.add(new Recording(recorded, recorded.mode(), recorded.sample()));
    }
    return parts;
  }

  /** The watchdog; one that has ended is replaced. */
  private final class Watching implements Part {
    private final Installer installer;

    Watching(Installer installer) {
      this.installer = installer;
    }

    @Override
    public void rest() throws InterruptedException {
      if (!isOver(DETACH_MILLIS)) {
        throw new IllegalStateException("the watchdog is at work; detach again");
      }
    }

    private boolean isOver(long millis) throws InterruptedException {
      Watchdog watching = watchdog;
      return watching == null || watching.stop(millis);
    }

    @Override
    public void goOn() {
      try {
        if (isOver(1)) {
          watchdog = Watchdog.start(new RenumberedCalls(installer));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void end() {}
  }

  /** Recording goes on with what was recorded before. */
  private record Recording(Events events, Mode mode, double share) implements Part {
    @Override
    public void rest() {
      events.rest();
    }

    @Override
    public void goOn() {
      events.set(mode, share);
    }

    @Override
    public void end() {}
  }

  /** Further parts that hooks call: each ends its own threads, and takes its hooks out. */
  private List<Runnable> others() {
    List<Runnable> others = new ArrayList<>();
    if (shown) {
      others.add(AgentBean::hide);
    }
    synchronized (goMaps) {
      for (FirstGoMap woven : goMaps) {
        others.add(woven::restore);
      }
    }
    Metrics published = metrics;
    if (published != null) {
      others.add(published::close);
    }
    Hunting begun = hunting;
    if (begun != null) {
      others.add(begun::close);
      others.add(begun::restore);
    }
    Atomicity watched = atomicity;
    if (watched != null) {
      others.add(watched::close);
      others.add(watched::restore);
    }
    return others;
  }

  /** Puts the reporting together. */
  private final class Assembly implements Runnable {
    private final Context context;
    private final Installer installer;
    private final Suppressions suppressions;
    private @Nullable Reporter reporter;

    Assembly(Context context, Installer installer, Suppressions suppressions) {
      this.context = context;
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
        Agent.this.reporter = made;
      }
      return made;
    }

    private Reporter assemble() {
      Instant now = Instant.now();
      Options options = context.start().options();
      Stderr stderr = context.start().stderr();
      return new Reporter(
          new Reporter.Parts(
              options,
              new MisuseReports(frames(context), new Size(), now),
              names(context),
              suppressions,
              stderr,
              Outputs.open(options.out(), now, stderr),
              new Watched(installer, Agent.this),
              new Halt()));
    }
  }

  /** What an application need not wait for. */
  private record Late(Installer installer, WarmUp warmUp) implements Runnable {
    @Override
    public void run() {
      warmUp.run();
      installer.weaveRest(() -> Arrival.drain(warmUp.instrumentation()));
    }
  }

  /** Loads what a first report needs, beside the application and not inside it. */
  private record WarmUp(Reporter reporter, Instrumentation instrumentation) implements Runnable {
    @Override
    public void run() {
      try {
        reporter.warmUp();
      } catch (Throwable e) {
        // It loads when it is needed, then.
      }
      readLocks(instrumentation);
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
      Events told = events;
      if (told != null) {
        told.close();
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
        case WRITE, CONDITIONAL, CLEAR, PUT_ALL, LOCKED -> Access.WRITE;
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
          + displaced(installer.displaced())
          + (agent.atomicity == null ? "" : ", " + agent.atomicity.told())
          + (agent.hunting == null ? "" : ", " + agent.hunting.told());
    }
  }

  private static String displaced(List<String> roots) {
    return roots.isEmpty() ? "" : ", another agent has taken the hooks out of " + roots;
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
