package io.badmap.agent.report;

import io.badmap.Check;
import io.badmap.Effect;
import io.badmap.MisuseKind;
import io.badmap.Scope;
import io.badmap.Seen;
import io.badmap.Side;
import io.badmap.Sighting;
import io.badmap.atomicity.CheckThenAct;
import io.badmap.atomicity.Interleaving;
import io.badmap.atomicity.Lookup;
import io.badmap.atomicity.Observer;
import io.badmap.atomicity.Write;
import io.badmap.guard.Encounter;
import io.badmap.guard.Party;
import io.badmap.guard.Responder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the hooks of {@code atomicity=on} saw, and hands to the reporter what is an
 * application's check-then-act.
 *
 * <p>Assumptions: {@link #interleaved} and {@link #recursed} run inside a map operation of the
 * application, perhaps under its locks.
 *
 * <p>Guarantees: they only put into a bounded queue. Stacks are decoded and judged on the daemon
 * thread {@code badmap-atomicity}. Nothing is ever thrown into the application.
 */
public final class AtomicityReports implements Observer, Runnable, AutoCloseable {
  private static final int QUEUE = 256;
  private static final int FRESH_PER_SECOND = 200;
  private static final int REPEATED_PER_SECOND = 20;
  private static final int KNOWN = 10_000;
  private static final long SWEEP_NANOS = 2_000_000_000L;
  private static final long PATIENCE_MILLIS = 2_000;
  private static final String HOOKS = "io.badmap.atomicity.";

  /** How a lookup is called by those who use the map or a view of it. */
  private static final Set<String> LOOKUPS =
      Set.of("get", "getOrDefault", "containsKey", "contains");

  private static final Set<String> COMPUTING =
      Set.of("compute", "computeIfAbsent", "computeIfPresent", "merge");

  /** What waits to be judged. */
  private sealed interface Event {
    record Interleaved(Interleaving interleaving) implements Event {}

    record Recursed(
        Object map,
        Throwable trace,
        boolean nested,
        Thread thread,
        @Nullable Scope scope,
        long timeMillis)
        implements Event {}
  }

  /** Sites of a check-then-act that has been judged before. */
  private record Judged(
      String mapClass,
      @Nullable StackTraceElement check,
      @Nullable StackTraceElement act,
      @Nullable StackTraceElement foreign) {}

  private final Frames frames;
  private final MisuseReports reports;
  private final Dependence dependence;
  private final Responder reporter;
  private final ConcurrentLinkedQueue<Event> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final DetailBudget budget = new DetailBudget(FRESH_PER_SECOND, REPEATED_PER_SECOND);
  private final Set<Judged> known = new HashSet<>();
  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong unrelated = new AtomicLong();
  private final Flushes flushes = new Flushes();
  private final Thread thread;
  private volatile boolean closing;

  /**
   * @param frames reads the stacks
   * @param reports makes sides of them
   * @param classFiles the class file of a class by its name with dots, {@code null} where it is not
   *     to be had
   * @param reporter is told of what is to be reported
   */
  public AtomicityReports(
      Frames frames,
      MisuseReports reports,
      Function<String, byte @Nullable []> classFiles,
      Responder reporter) {
    this.frames = frames;
    this.reports = reports;
    this.dependence = new Dependence(classFiles);
    this.reporter = reporter;
    thread = new Thread(null, this, "badmap-atomicity", 0, false);
    thread.setDaemon(true);
  }

  /** Starts the daemon thread and lets the hooks speak. */
  public void start() {
    thread.start();
    CheckThenAct.tell(this);
  }

  @Override
  public void interleaved(Interleaving interleaving) {
    seen.incrementAndGet();
    if (budget.wants(interleaving.lookup.thread, interleaving.nanoTime)) {
      offer(new Event.Interleaved(interleaving));
    } else {
      dropped.incrementAndGet();
    }
  }

  @Override
  public void recursed(Object map, Throwable trace, boolean nested) {
    offer(
        new Event.Recursed(
            map,
            trace,
            nested,
            Thread.currentThread(),
            Scope.current(),
            System.currentTimeMillis()));
  }

  private void offer(Event event) {
    if (size.incrementAndGet() > QUEUE) {
      size.decrementAndGet();
      dropped.incrementAndGet();
      return;
    }
    queue.offer(event);
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    long swept = System.nanoTime();
    while (true) {
      long asked = flushes.asked();
      Event event = queue.poll();
      if (event != null) {
        size.decrementAndGet();
        judge(event);
      } else {
        flushes.answer(asked);
        if (closing) {
          return;
        }
        LockSupport.parkNanos(this, SWEEP_NANOS);
      }
      if (System.nanoTime() - swept >= SWEEP_NANOS) {
        CheckThenAct.sweep();
        swept = System.nanoTime();
      }
    }
  }

  private void judge(Event event) {
    try {
      if (event instanceof Event.Interleaved interleaved) {
        judge(interleaved.interleaving());
      } else if (event instanceof Event.Recursed recursed) {
        judge(recursed);
      }
    } catch (RuntimeException | LinkageError e) {
      dropped.incrementAndGet();
    }
  }

  private void judge(Interleaving interleaving) {
    Lookup lookup = interleaving.lookup;
    Effect effect = interleaving.foundAbsent ? Effect.STRUCTURAL : Effect.VALUE;
    Party act = party(lookup.thread, interleaving.trace, effect, interleaving.scope);
    Party check = party(lookup.thread, lookup.trace, Effect.NONE, interleaving.scope);
    Party foreign = foreign(interleaving);
    Side actSide = reports.side(act);
    Side checkSide = reports.side(check);
    if (!isActOfApplication(actSide) || !isCheckOfApplication(checkSide)) {
      unrelated.incrementAndGet();
      return;
    }
    budget.met(lookup.thread, !isNew(interleaving.map, checkSide, actSide, foreign));
    Dependence.Answer answer = dependence.of(checkSide.stack(), actSide.stack());
    if (answer == Dependence.Answer.NO) {
      unrelated.incrementAndGet();
      return;
    }
    Duration before = Duration.ofNanos(interleaving.nanoTime - lookup.nanoTime);
    reporter.met(
        new Encounter(
            interleaving.map,
            interleaving.timeMillis,
            act,
            foreign,
            MisuseKind.CHECK_THEN_ACT,
            new Check(checkSide, lookup.seen, before, answer == Dependence.Answer.YES)),
        false);
  }

  private boolean isNew(Object map, Side check, Side act, @Nullable Party foreign) {
    StackTraceElement other = foreign == null ? null : reports.side(foreign).caller();
    Judged sites = new Judged(map.getClass().getName(), check.caller(), act.caller(), other);
    return known.size() < KNOWN ? known.add(sites) : !known.contains(sites);
  }

  private static @Nullable Party foreign(Interleaving interleaving) {
    Write write = interleaving.foreign;
    if (write == null) {
      return null;
    }
    boolean structural = interleaving.foundAbsent || interleaving.lookup.seen == Seen.ABSENT;
    Effect effect = structural ? Effect.STRUCTURAL : Effect.VALUE;
    return party(write.thread, write.trace, effect, write.scope);
  }

  private static Party party(Thread thread, Throwable trace, Effect effect, @Nullable Scope scope) {
    return new Party(thread, stack(trace), Sighting.IN_FLIGHT, effect, null, scope);
  }

  /** From the map's own method outwards. */
  private static StackTraceElement[] stack(Throwable trace) {
    StackTraceElement[] stack = trace.getStackTrace();
    int top = 0;
    while (top < stack.length && stack[top].getClassName().startsWith(HOOKS)) {
      top++;
    }
    return Arrays.copyOfRange(stack, top, stack.length);
  }

  private static boolean isActOfApplication(Side side) {
    return "put".equals(side.operation()) && isOfApplication(side) && !isInsideWrapper(side);
  }

  private static boolean isCheckOfApplication(Side side) {
    String operation = side.operation();
    return operation != null && LOOKUPS.contains(operation) && isOfApplication(side);
  }

  /** What the JDK does with maps of its own, in class loaders say, is left alone. */
  private static boolean isOfApplication(Side side) {
    StackTraceElement caller = side.caller();
    if (caller == null || caller.getClassName().startsWith("io.badmap.agent.")) {
      return false;
    }
    String module = caller.getModuleName();
    return module == null || !(module.startsWith("java.") || module.startsWith("jdk."));
  }

  /** A concurrent map inside a synchronized one: the outer one tells it. */
  private static boolean isInsideWrapper(Side side) {
    boolean inside = false;
    for (StackTraceElement frame : side.stack()) {
      if (MapCode.layer(frame) != MapCode.Layer.MAP) {
        return false;
      }
      if (inside && frame.getClassName().startsWith("java.util.Collections$Synchronized")) {
        return true;
      }
      inside |= frame.getClassName().startsWith("java.util.concurrent.");
    }
    return false;
  }

  private void judge(Event.Recursed recursed) {
    StackTraceElement[] stack = stack(recursed.trace());
    Effect effect = recursed.nested() ? Effect.STOPPED : Effect.UNFINISHED;
    Party refused =
        new Party(recursed.thread(), stack, Sighting.IN_FLIGHT, effect, null, recursed.scope());
    Operation operation = frames.operation(stack, effect);
    int outer = recursed.nested() ? outer(stack, operation.callerIndex()) : -1;
    Party computing =
        outer < 0
            ? null
            : new Party(
                recursed.thread(),
                Arrays.copyOfRange(stack, outer, stack.length),
                Sighting.IN_FLIGHT,
                Effect.UNFINISHED,
                null,
                recursed.scope());
    reporter.met(
        new Encounter(
            recursed.map(),
            recursed.timeMillis(),
            refused,
            computing,
            MisuseKind.RECURSIVE_UPDATE,
            null),
        false);
  }

  /** Where the method stands whose function runs; -1 where it is not on the stack. */
  private static int outer(StackTraceElement[] stack, int from) {
    for (int i = Math.max(from, 0); i < stack.length; i++) {
      if (stack[i].getClassName().equals("java.util.concurrent.ConcurrentHashMap")
          && COMPUTING.contains(stack[i].getMethodName())) {
        return i;
      }
    }
    return -1;
  }

  /** Waits until what was seen before is judged and handed to the reporter; false if in vain. */
  public boolean flush(long nanos) {
    return flushes.await(thread, nanos);
  }

  /** What was seen and what became of it, in words. */
  public String told() {
    return seen.get()
        + " interleaved check-then-acts, "
        + unrelated.get()
        + " of them not acts on what was seen, "
        + dropped.get()
        + " not looked at";
  }

  /** Judges what is queued, for up to two seconds; the reporter is to be closed after this. */
  @Override
  public void close() {
    CheckThenAct.tell(null);
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
