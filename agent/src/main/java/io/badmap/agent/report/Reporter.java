package io.badmap.agent.report;

import io.badmap.Access;
import io.badmap.Badmap;
import io.badmap.CanaryScope;
import io.badmap.Effect;
import io.badmap.MapMisuseError;
import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.Scope;
import io.badmap.Scopes;
import io.badmap.Side;
import io.badmap.Sighting;
import io.badmap.agent.options.Action;
import io.badmap.agent.options.Format;
import io.badmap.agent.options.Options;
import io.badmap.agent.options.Traceback;
import io.badmap.agent.options.Writes;
import io.badmap.agent.out.Output;
import io.badmap.agent.out.Stderr;
import io.badmap.agent.start.Reporting;
import io.badmap.guard.Conflicts;
import io.badmap.guard.Encounter;
import io.badmap.guard.HashMapGuard;
import io.badmap.guard.Party;
import io.badmap.guard.Pause;
import io.badmap.guard.Threads;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes encounters from the guard, reports each pair of sites once and counts the rest.
 *
 * <p>Assumptions: {@link #met} runs inside a map operation of the application, perhaps under its
 * locks, perhaps near the end of its stack, perhaps while the agent's own code uses a map.
 *
 * <p>Guarantees: {@code met} throws nothing, does no output and calls no user code; each encounter
 * ends in exactly one count; a pair that was refused by a full queue is offered again when it meets
 * again. Formatting, output and listeners run on the daemon thread {@code badmap-reporter}, which
 * never gets an error thrown into it.
 *
 * <p>Progress: {@code met} waits for nothing, with three exceptions: under {@code action=halt} the
 * meeting thread waits up to two seconds for its report to be written, and then halts the JVM
 * itself; under {@code action=park} it stays for the time of {@code park}, once for each pair; one
 * that gets an error while it is in a span of OpenTelemetry waits up to 2 ms, the first up to 50
 * ms, for its event on that span.
 */
public final class Reporter implements Reporting {
  /**
   * What a reporter is made of.
   *
   * @param options what was asked for at first; see {@link #change}
   * @param reports makes reports
   * @param names finds the map's name
   * @param suppressions what is left out
   * @param stderr for the agent's own lines
   * @param output where reports go
   * @param watched how many classes and entry points are watched, in words
   * @param halt ends the JVM with an exit code, {@code Runtime.getRuntime()::halt} but in tests
   */
  public record Parts(
      Options options,
      MisuseReports reports,
      MapNames names,
      Suppressions suppressions,
      Stderr stderr,
      Output output,
      Supplier<String> watched,
      IntConsumer halt) {}

  private static final int QUEUE = 1024;
  private static final int SPANS = 256;
  private static final long SPAN_NANOS = 2_000_000;

  /** The first finds nothing of it loaded. */
  private static final long FIRST_SPAN_NANOS = 50_000_000;

  private static final int FRESH_DETAILS_PER_SECOND = 200;
  private static final int REPEATED_DETAILS_PER_SECOND = 20;
  private static final int FRUGAL = 10;

  /** What waits in a queue: its map, its encounter, and mostly a report that a pair has as well. */
  private static final long BYTES_QUEUED = 4_096;

  private static final long PATIENCE_MILLIS = 2_000;
  private static final long PARK_STEP_NANOS = 10_000_000;

  private final Parts parts;
  private final Pairs pairs;
  private final Listeners listeners;
  private final Tally tally = new Tally();
  private final Handover handover;
  private final Handover spans = new Handover(SPANS);
  private final Held held = new Held();
  private final Flushes flushes = new Flushes();
  private final Thread thread;
  private volatile boolean frugal;
  private volatile DetailBudget budget = newBudget();
  private volatile long round;
  private volatile boolean closing;
  private volatile boolean halted;

  /** Whether something would be lost if the reporting thread, which alone looks, failed now. */
  private boolean inHand;

  /** Read once for each encounter, so that none is decided by a mixture. */
  private volatile Terms terms;

  private final Object changing = new Object();

  /** In force with the next terms; guarded by {@link #changing}. */
  private Options nextOptions;

  /** In force with the next terms; guarded by {@link #changing}. */
  private Suppressions nextSuppressions;

  private volatile @Nullable SpanEvents spanEvents;

  /**
   * All that encounters are decided by, as one value.
   *
   * @param options those of the judge, where there is one
   * @param judge {@code null} for nobody
   */
  private record Terms(Options options, Suppressions suppressions, @Nullable Judge judge) {}

  public Reporter(Parts parts) {
    this(parts, QUEUE);
  }

  Reporter(Parts parts, int queue) {
    this.parts = parts;
    nextOptions = parts.options();
    nextSuppressions = parts.suppressions();
    terms = new Terms(nextOptions, nextSuppressions, null);
    pairs = new Pairs(parts.reports());
    listeners = new Listeners(parts.stderr());
    handover = new Handover(queue);
    thread =
        new Thread(
            null,
            new Runnable() {
              @Override
              public void run() {
                workOn();
              }
            },
            "badmap-reporter",
            0,
            false);
    thread.setDaemon(true);
  }

  /** Starts the daemon thread; before that encounters are queued. */
  public void start() {
    thread.start();
  }

  /**
   * Goes by other options from the next encounter on: {@code action}, {@code exitcode}, {@code
   * writes}, {@code traceback}, {@code format}, {@code summary} and {@code park}; and by what
   * {@link #suppress} has said. Where there is a judge all of that waits for {@link #judgeBy}.
   */
  public void change(Options now) {
    synchronized (changing) {
      nextOptions = now;
      if (terms.judge == null) {
        bringIntoForce(null);
      }
    }
  }

  /**
   * Leaves out what {@code now} says instead of what was left out before, pairs met included: with
   * the next {@link #change}, as one value with its options.
   */
  public void suppress(Suppressions now) {
    synchronized (changing) {
      nextSuppressions = now;
    }
  }

  /** Whether it is to be told of conflicts at all: not with {@code action=off}. */
  public boolean answers() {
    return !isOff(terms);
  }

  /** The guard is told of {@code action=off} a moment before or after. */
  private static boolean isOff(Terms now) {
    return now.options.action() == Action.OFF;
  }

  /**
   * Asks {@code judge} before each encounter is answered, and goes by its options; {@code null} for
   * nobody.
   */
  public void judgeBy(@Nullable Judge judge) {
    synchronized (changing) {
      bringIntoForce(judge);
    }
  }

  private void bringIntoForce(@Nullable Judge judge) {
    Terms before = terms;
    Terms now = new Terms(judge == null ? nextOptions : judge.options(), nextSuppressions, judge);
    terms = now;
    if (now.suppressions != before.suppressions) {
      pairs.settle(now.suppressions);
    }
  }

  private DetailBudget newBudget() {
    int part = frugal ? FRUGAL : 1;
    return new DetailBudget(FRESH_DETAILS_PER_SECOND / part, REPEATED_DETAILS_PER_SECOND / part);
  }

  /** Whether a tenth of the usual number of conflicts may wait for both exact stacks. */
  public void frugal(boolean now) {
    frugal = now;
    budget = newBudget();
  }

  /** What it holds, about: reports with their stacks, one for each pair of sites, and queues. */
  public long bytesHeld() {
    return pairs.bytes() + (handover.size() + spans.size()) * BYTES_QUEUED;
  }

  /** What became of all encounters so far. */
  public Counts counts() {
    return tally.counts();
  }

  /** At most so many pairs that were reported, the latest first. */
  public List<Met> latest(int most) {
    List<Met> all = pairs.reported(terms.suppressions);
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }

  @Override
  public boolean flush(long nanos) {
    return flushes.await(thread, nanos);
  }

  /**
   * Loads what {@link #met} needs, so that no class is loaded inside a map operation. Reports and
   * counts nothing. Costs some milliseconds: call it on a thread of the agent.
   */
  public void warmUp() {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    Party party =
        new Party(Thread.currentThread(), stack, Sighting.IN_FLIGHT, Effect.VALUE, List.of());
    Encounter encounter = new Encounter(new Object(), 0, party, party);
    Side side = parts.reports().side(party);
    Pair pair = new Pairs(parts.reports()).of(encounter, side, side, parts.suppressions());
    Handover queue = new Handover(1);
    if (pair != null
        && pair.tellings.begin(Tellings.Between.of(encounter))
        && queue.offer(new Handover.Work(encounter, pair, pair.report, false, false))
        && queue.poll() != null) {
      error(pair.report);
    }
    budget.wants(Thread.currentThread(), System.nanoTime());
    LockSupport.unpark(thread);
  }

  @Override
  public boolean wantsDetails() {
    long now = Scopes.round();
    if (round != now) {
      // What an earlier test spent is not missing in this one.
      round = now;
      budget = newBudget();
    }
    return budget.wants(Thread.currentThread(), System.nanoTime());
  }

  @Override
  public @Nullable MapMisuseError met(Encounter encounter, boolean mayThrow) {
    Terms now = terms;
    if (isOff(now)) {
      return null;
    }
    tally.met.incrementAndGet();
    if (encounter.damage == null && isLetGo(now.judge, encounter.first)) {
      return null;
    }
    return answered(now.judge, encounter.first, tryToRespond(now, encounter, mayThrow));
  }

  private boolean isLetGo(@Nullable Judge asked, Party first) {
    if (asked == null) {
      return false;
    }
    Judge.Admission admission = asked.admits(first);
    if (admission == Judge.Admission.ADMITTED) {
      return false;
    }
    (admission == Judge.Admission.PASSED ? tally.passed : tally.sampledOut).incrementAndGet();
    return true;
  }

  private @Nullable MapMisuseError tryToRespond(Terms now, Encounter encounter, boolean mayThrow) {
    try {
      return respond(now, encounter, mayThrow && Thread.currentThread() != thread);
    } catch (Throwable e) {
      tally.fault(e);
      return null;
    }
  }

  private static @Nullable MapMisuseError answered(
      @Nullable Judge asked, Party first, @Nullable MapMisuseError error) {
    if (asked != null) {
      asked.answered(first, error != null);
    }
    return error;
  }

  @Override
  public @Nullable MapMisuseError metAgain(Party first, Object map, boolean mayThrow) {
    Terms now = terms;
    if (isOff(now)) {
      return null;
    }
    tally.met.incrementAndGet();
    if (isLetGo(now.judge, first)) {
      return null;
    }
    return answered(now.judge, first, tryToRespondAgain(now, first, map, mayThrow));
  }

  private @Nullable MapMisuseError tryToRespondAgain(
      Terms now, Party first, Object map, boolean mayThrow) {
    try {
      return respondAgain(now, first, map, mayThrow && Thread.currentThread() != thread);
    } catch (Throwable e) {
      tally.fault(e);
      return null;
    }
  }

  private @Nullable MapMisuseError respond(Terms now, Encounter encounter, boolean mayThrow) {
    Side met = parts.reports().side(encounter.first);
    Side second =
        encounter.second == null ? Side.unknown() : parts.reports().side(encounter.second);
    Ruling ruling = ruling(now.judge, encounter.first.scope, encounter.map, met, second);
    Action action = ruling == null ? now.options.action() : ruling.action();
    // A walk that does not end is stopped whatever the action.
    boolean stops =
        mayThrow && (encounter.damage != null || stops(action, encounter.first.scope, met, second));
    Side first = judged(met, encounter.map, encounter.kind, stops);
    if (now.options.writes() == Writes.STRUCTURAL
        && encounter.kind == null
        && first.effect() != Effect.STRUCTURAL
        && second.effect() != Effect.STRUCTURAL) {
      tally.valueOnly.incrementAndGet();
      return null;
    }
    if (!isChecked(now.options.flags(), encounter, first, second)) {
      tally.suppressed.incrementAndGet();
      return null;
    }
    Pair pair = pairs.of(encounter, first, second, now.suppressions);
    if (pair == null) {
      tally.dropped.incrementAndGet();
      return stops ? error(parts.reports().report(0, encounter, first, second)) : null;
    }
    Suppression suppression = pair.suppression(now.suppressions, encounter.timeMillis);
    if (suppression != null) {
      leaveOut(suppression);
      return encounter.damage != null && stops ? error(pair.report) : null;
    }
    handSpan(encounter, pair, first, second, stops);
    if (hand(encounter, pair, first, second, action, ruling) && Thread.currentThread() != thread) {
      Badmap.misuseBreakpoint(pair.report);
      if (action == Action.PARK && encounter.kind == null) {
        park(now.options.park());
      }
    }
    if (halts(action, encounter)) {
      awaitHalt(now.options.exitcode());
    }
    if (!stops) {
      return null;
    }
    MisuseReport known = pair.report;
    boolean sameSides =
        encounter.damage != null || second.caller() != null || known.second().caller() == null;
    return error(
        sameSides ? known : parts.reports().report(known.number(), encounter, first, second));
  }

  /** What the flags say; what is met on a damaged map may lack a side. */
  private static boolean isChecked(int flags, Encounter encounter, Side first, Side second) {
    if (encounter.damage != null) {
      return (flags & Options.FLAG_WALKS) != 0;
    }
    if (encounter.kind != null || flags == Options.ALL_FLAGS) {
      return true;
    }
    MisuseKind kind = MisuseReports.kind(encounter, first, second);
    if (kind == MisuseKind.WRITES) {
      return (flags & Options.FLAG_WRITES) != 0;
    }
    int bit = kind == MisuseKind.ITERATION_AND_WRITE ? Options.FLAG_ITERATIONS : Options.FLAG_READS;
    return (flags & bit) != 0;
  }

  /** What a map survives is told and no more. */
  private static boolean halts(Action action, Encounter encounter) {
    return action == Action.HALT && (encounter.kind == null || encounter.damage != null);
  }

  /** Nobody looked at the other side: only a site that was reported before is known to be wrong. */
  private @Nullable MapMisuseError respondAgain(
      Terms now, Party party, Object map, boolean mayThrow) {
    Side first = parts.reports().side(party);
    long time = System.currentTimeMillis();
    Pair known = pairs.with(map.getClass().getName(), first);
    if (known == null || !Pairs.isOf(now.suppressions, known, time)) {
      tally.dropped.incrementAndGet();
      return null;
    }
    Suppression suppression = known.suppression(now.suppressions, time);
    if (suppression != null) {
      leaveOut(suppression);
      return null;
    }
    Encounter again = new Encounter(map, time, party, null);
    Side second = Side.unknown();
    Ruling ruling = ruling(now.judge, party.scope, map, first, second);
    Action action = ruling == null ? now.options.action() : ruling.action();
    boolean stops = mayThrow && stops(action, party.scope, first, second);
    handSpan(again, known, first, second, stops);
    hand(again, known, first, second, action, ruling);
    if (!stops) {
      return null;
    }
    return error(parts.reports().report(known.report.number(), again, first, second));
  }

  /** What the judge says; {@code null} where the option decides. */
  private @Nullable Ruling ruling(
      @Nullable Judge asked, @Nullable Scope scope, Object map, Side first, Side second) {
    if (asked == null || scope == null) {
      return null;
    }
    Pair known = pairs.with(MisuseReports.mapClass(map), first);
    return asked.ruling(scope, first, second, known == null ? null : known.report);
  }

  /** What the meeting thread's scope says; the action where there is none. */
  private static boolean stops(Action action, @Nullable Scope scope, Side first, Side second) {
    if (scope == null || action == Action.HALT || scope instanceof CanaryScope || scope.isOver()) {
      return action == Action.THROW;
    }
    try {
      return scope.stops(first, second);
    } catch (Throwable e) {
      return true;
    }
  }

  /**
   * What the guard could not know: whether the thread is stopped, and what a get would have done.
   */
  private static Side judged(Side side, Object map, @Nullable MisuseKind kind, boolean stops) {
    if (kind != null) {
      return side;
    }
    if (side.effect() == Effect.STOPPED && !stops) {
      return with(side, side.access(), Effect.UNFINISHED);
    }
    boolean reorders =
        side.access() == Access.READ
            && ("get".equals(side.operation()) || "getOrDefault".equals(side.operation()))
            && HashMapGuard.isAccessOrdered(map);
    return reorders ? with(side, Access.WRITE, stops ? Effect.STOPPED : Effect.UNFINISHED) : side;
  }

  private static Side with(Side side, Access access, Effect effect) {
    return new Side(
        side.operation(),
        access,
        effect,
        side.sighting(),
        side.threadName(),
        side.threadId(),
        side.virtual(),
        side.carrier(),
        side.stack(),
        side.caller(),
        side.locks());
  }

  private void leaveOut(Suppression by) {
    tally.suppressed.incrementAndGet();
    budget.met(Thread.currentThread(), true);
    by.use();
  }

  /** Whether it is the first of its pair, and was taken. */
  private boolean hand(
      Encounter encounter,
      Pair pair,
      Side first,
      Side second,
      Action action,
      @Nullable Ruling ruling) {
    Tellings.Between between = Tellings.Between.of(encounter);
    boolean fresh = pair.queued.compareAndSet(false, true);
    boolean toldHere = between.round() != 0 && !pair.tellings.begin(between);
    boolean again = !fresh && between.round() != 0 && !toldHere;
    budget.met(Thread.currentThread(), !fresh && !again);
    if (!fresh) {
      pair.repeats.incrementAndGet();
      pair.decidedBy(ruling);
      tally.folded.incrementAndGet();
      if (!again) {
        return false;
      }
    }
    MisuseReport report =
        again
            ? parts.reports().report(pair.report.number(), encounter, first, second)
            : pair.report;
    if (!handover.offer(
        new Handover.Work(encounter, pair, report, again, halts(action, encounter)))) {
      pair.tellings.cancel(between);
      if (fresh) {
        pair.queued.set(false);
        tally.dropped.incrementAndGet();
      }
      return false;
    }
    if (fresh) {
      pair.decidedBy(ruling);
      tally.reported.incrementAndGet();
    }
    LockSupport.unpark(thread);
    return fresh;
  }

  /**
   * Where the meeting thread carries a context of OpenTelemetry, the reporting thread gets that
   * context: the application's {@code Span} is called there, since this thread may hold locks.
   */
  private void handSpan(Encounter encounter, Pair pair, Side first, Side second, boolean stops) {
    Thread me = Thread.currentThread();
    boolean mine = encounter.first.thread == me;
    // The side that was there reports where the other one has gone on.
    boolean mineToo = encounter.second != null && encounter.second.thread == me;
    if ((!mine && !mineToo) || me == thread || closing) {
      return;
    }
    @Nullable Object[] locals = Threads.localsNamed(SpanEvents.CONTEXTS);
    if (locals == null) {
      return;
    }
    MisuseReport report = parts.reports().report(pair.report.number(), encounter, first, second);
    AtomicReference<@Nullable Object @Nullable []> handed = new AtomicReference<>(locals);
    if (!spans.offer(new Handover.Work(encounter, pair, report, false, false, handed))) {
      tally.spansLeftOut.incrementAndGet();
      return;
    }
    LockSupport.unpark(thread);
    if (stops) {
      awaitSpan(handed);
    }
  }

  /** An error mostly ends the span that it goes through, and that takes no event any more. */
  private void awaitSpan(AtomicReference<@Nullable Object @Nullable []> handed) {
    long patience = spanEvents == null ? FIRST_SPAN_NANOS : SPAN_NANOS;
    long start = System.nanoTime();
    while (handed.get() != null && System.nanoTime() - start < patience) {
      Thread.yield();
    }
  }

  /** Both sides stand inside their operations meanwhile: the guard holds the other one. */
  private static void park(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      Pause.step(Math.min(left, PARK_STEP_NANOS));
    }
    Pause.end();
  }

  private static MapMisuseError error(MisuseReport report) {
    if (report.kind() == MisuseKind.CORRUPTED) {
      String message = report.kind().message() + ": " + report.hint();
      return new MapMisuseError(message, report);
    }
    return new MapMisuseError(
        report.kind().message()
            + ": "
            + Sites.site(report.first().caller())
            + " and "
            + Sites.site(report.second().caller()),
        report);
  }

  private void awaitHalt(int exitcode) {
    if (Thread.currentThread() == thread) {
      return;
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (!halted && deadline - System.nanoTime() > 0) {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
    }
    // The reporting thread halts as well, but nothing of the application may run until it does.
    parts.halt().accept(exitcode);
  }

  /** An application that has used up its memory must not end this thread for good. */
  private void workOn() {
    Throwable failure = null;
    while (true) {
      try {
        if (failure != null) {
          // Not where it is caught: even to name the class of a failure may take memory.
          settle(failure);
          failure = null;
        }
        work();
        return;
      } catch (Throwable e) {
        failure = e;
      }
    }
  }

  /** Where nothing was in hand nothing is lost: what has failed is done in the next round. */
  private void settle(Throwable failure) {
    LockSupport.parkNanos(this, PARK_STEP_NANOS);
    if (inHand || !(failure instanceof OutOfMemoryError)) {
      tally.fault(failure);
    }
    inHand = false;
  }

  private void work() {
    while (true) {
      long asked = flushes.asked();
      // First, since a span that has ended takes no event.
      boolean told = tellSpan();
      Handover.Work work = handover.poll();
      if (work != null) {
        inHand = true;
        sift(work);
        inHand = false;
        continue;
      }
      if (told) {
        continue;
      }
      Handover.Work due = held.due(closing || flushes.isOpen(asked));
      if (due != null) {
        inHand = true;
        handle(due);
        inHand = false;
        continue;
      }
      flushes.answer(asked);
      if (closing) {
        return;
      }
      rest();
    }
  }

  /** Made for the first thread that carries a context: most applications have none. */
  private boolean tellSpan() {
    Handover.Work work = spans.poll();
    if (work == null) {
      return false;
    }
    SpanEvents events = spanEvents;
    if (events == null) {
      events = new SpanEvents(parts.stderr(), tally);
    }
    events.tell(work);
    spanEvents = events;
    return true;
  }

  /** What names one side only waits a while for what names both. */
  private void sift(Handover.Work work) {
    if (Held.isHalfKnown(work) && !work.halts()) {
      held.add(work);
      return;
    }
    int explained = held.explainedBy(work);
    tally.reported.addAndGet(-explained);
    tally.folded.addAndGet(explained);
    handle(work);
  }

  private void rest() {
    LockSupport.parkNanos(this, held.untilNext(Conflicts.FORGET_NANOS));
    Conflicts.sweep();
  }

  /** What came before the thread was started or while it ended. */
  private void drain() {
    while (tellSpan()) {
      // Until there is none.
    }
    for (Handover.Work work = handover.poll(); work != null; work = handover.poll()) {
      handle(work);
    }
    for (Handover.Work work = held.due(true); work != null; work = held.due(true)) {
      handle(work);
    }
  }

  private void handle(Handover.Work work) {
    try {
      report(work);
    } catch (Throwable e) {
      if (tally.fault(e)) {
        parts.stderr().line("a report failed, " + e + "; further failures are counted only");
      }
    }
    if (work.halts()) {
      halted = true;
      parts.halt().accept(terms.options.exitcode());
    }
  }

  private void report(Handover.Work work) {
    MisuseReport report = MisuseReports.withName(work.report(), null);
    if (work.again()) {
      tellScopes(MisuseReports.withName(report, parts.names().name(report)), work.encounter());
      return;
    }
    Options options = terms.options;
    List<ThreadStack> others = options.traceback() == Traceback.ALL ? others(report) : List.of();
    List<ClassLoader> application = application(work.encounter());
    report = MisuseReports.withName(report, parts.names().name(report));
    work.pair().report = report;
    work.pair().written = true;
    parts.output().write(format(options).report(report, others), application);
    boolean eventsOff = parts.options().events().equals("off");
    MisuseEvents.tell(report, work.encounter(), eventsOff);
    tellScopes(report, work.encounter());
    listeners.tell(report, application);
  }

  private void tellScopes(MisuseReport report, Encounter encounter) {
    if (Scopes.listeners().isEmpty()) {
      return;
    }
    String text =
        new TextFormat(Traceback.INVOLVED, ZoneId.systemDefault()).report(report, List.of());
    String json = new JsonFormat(Traceback.INVOLVED).report(report, List.of());
    listeners.tellScopes(report, encounter, text, json);
  }

  /** Made when there is something to format: time zones alone cost a start ten milliseconds. */
  private static ReportFormat format(Options options) {
    Traceback traceback = options.traceback();
    return options.format() == Format.JSON
        ? new JsonFormat(traceback)
        : new TextFormat(traceback, ZoneId.systemDefault());
  }

  private List<ThreadStack> others(MisuseReport report) {
    return ThreadStack.allBut(
        report.first().threadId(), report.second().threadId(), ThreadFacts.id(thread));
  }

  /** Class loaders that know the application: those of both threads, then the system's. */
  private static List<ClassLoader> application(@Nullable Encounter encounter) {
    List<ClassLoader> loaders = new ArrayList<>();
    if (encounter != null) {
      addLoader(encounter.first, loaders);
      addLoader(encounter.second, loaders);
    }
    if (!loaders.contains(ClassLoader.getSystemClassLoader())) {
      loaders.add(ClassLoader.getSystemClassLoader());
    }
    return loaders;
  }

  private static void addLoader(@Nullable Party party, List<ClassLoader> loaders) {
    if (party == null || party.thread == null) {
      return;
    }
    ClassLoader loader = party.thread.getContextClassLoader();
    if (loader != null && !loaders.contains(loader)) {
      loaders.add(loader);
    }
  }

  /**
   * Writes what is queued, for up to two seconds, then what is told at exit. Later encounters are
   * counted and not reported. Harmless when called again.
   */
  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      drain();
    }
    Closing words = closingWords();
    if (words.isEmpty()) {
      return;
    }
    String text = format(terms.options).closing(words);
    if (!text.isEmpty()) {
      parts.output().write(text, application(null));
    }
  }

  /** Conflicts met so far. */
  public long met() {
    return tally.met.get();
  }

  /** Of these, reported. */
  public long reported() {
    return tally.reported.get();
  }

  /** Of these, folded into an earlier report. */
  public long folded() {
    return tally.folded.get();
  }

  /** Of these, suppressed. */
  public long suppressed() {
    return tally.suppressed.get();
  }

  private Closing closingWords() {
    Terms now = terms;
    List<String> notes = new ArrayList<>(now.suppressions.notes(System.currentTimeMillis()));
    if (thread.isAlive()) {
      notes.add(
          "the reporting thread did not end in 2 s, " + handover.size() + " reports unwritten");
    }
    if (tally.faults() > 0) {
      notes.add(
          "reporting itself failed, " + tally.faults() + " times, first: " + tally.firstFault());
    }
    if (tally.spansLeftOut.get() > 0) {
      notes.add("events on spans were left out, " + tally.spansLeftOut.get() + " of them");
    }
    if (listeners.failures() > 0) {
      notes.add("listeners failed, " + listeners.failures() + " times");
    }
    Closing.Summary summary = now.options.summary() ? tally.summary(parts.watched().get()) : null;
    return new Closing(summary, pairs.repeats(), notes);
  }
}
