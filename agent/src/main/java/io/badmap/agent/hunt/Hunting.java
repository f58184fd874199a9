package io.badmap.agent.hunt;

import io.badmap.Badmap;
import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.agent.options.HuntOptions;
import io.badmap.agent.out.Stderr;
import io.badmap.agent.weave.Meaning;
import io.badmap.agent.weave.Probe;
import io.badmap.agent.weave.Row;
import io.badmap.agent.weave.Semantics;
import io.badmap.hunt.Hunt;
import io.badmap.hunt.HuntSettings;
import io.badmap.hunt.Hunter;
import io.badmap.hunt.LearnedPair;
import io.badmap.hunt.Place;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A hunt from its start to the end of the JVM. */
public final class Hunting implements AutoCloseable {
  /** What is woven into the maps where a hunt is asked for. */
  public static final Probe PROBE =
      new Probe("io/badmap/hunt/Hunt", Set.of(Probe.Point.ENTERED, Probe.Point.CHANGING));

  private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Hunter hunter;
  private final HandOverWeaver handOvers;
  private final @Nullable PlanFile plan;
  private final Stderr stderr;
  private final Thread thread;
  private final AutoCloseable listening;
  private volatile boolean ended;
  private boolean closed;

  private Hunting(Hunter hunter, HandOverWeaver handOvers, @Nullable PlanFile plan, Stderr stderr) {
    this.hunter = hunter;
    this.handOvers = handOvers;
    this.plan = plan;
    this.stderr = stderr;
    thread = new Thread(null, this::work, "badmap-hunt", 0, false);
    thread.setDaemon(true);
    listening = Badmap.onMisuse(this::met);
  }

  /** Begins to hunt, and prints the seed. */
  public static Hunting start(HuntOptions options, Instrumentation instrumentation, Stderr stderr) {
    Long given = options.seed();
    long seed = given == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : given;
    HuntSettings settings =
        new HuntSettings(
            seed,
            TimeUnit.MILLISECONDS.toNanos(options.delayMillis()),
            options.budgetPercent(),
            options.locks());
    stderr.line("hunt=on, hunt.seed=" + seed);
    PlanFile plan = plan(options, stderr);
    LearnedPair[] learned = plan == null ? new LearnedPair[0] : learned(plan, options, stderr);
    // First, since it loads classes, which uses maps.
    HandOverWeaver handOvers = new HandOverWeaver(instrumentation);
    String missing = handOvers.install();
    if (!missing.isEmpty()) {
      stderr.line("hand-overs are inferred, not known, where they go by " + missing);
    }
    Hunter hunter = Hunt.start(settings, writes(), new HeldIdentities(), learned);
    Hunting hunting = new Hunting(hunter, handOvers, plan, stderr);
    hunting.thread.start();
    return hunting;
  }

  private static @Nullable PlanFile plan(HuntOptions options, Stderr stderr) {
    String name = options.plan();
    if (name == null) {
      return null;
    }
    try {
      return new PlanFile(Path.of(name));
    } catch (InvalidPathException e) {
      stderr.line("hunt plan '" + name + "' is no file name: what is learned is not kept");
      return null;
    }
  }

  private static LearnedPair[] learned(PlanFile plan, HuntOptions options, Stderr stderr) {
    PlanFile.Content content = plan.read();
    if (content.problem() != null) {
      stderr.line("hunt plan '" + options.plan() + "' " + content.problem());
    }
    return content.pairs().toArray(new LearnedPair[0]);
  }

  /** For each row, whether its operation bears the tag of a write from its entry on. */
  private static boolean[] writes() {
    List<Row> rows = Semantics.rows();
    boolean[] writes = new boolean[rows.size()];
    for (int i = 0; i < writes.length; i++) {
      Meaning meaning = rows.get(i).meaning();
      writes[i] =
          meaning == Meaning.WRITE || meaning == Meaning.CLEAR || meaning == Meaning.PUT_ALL;
    }
    return writes;
  }

  private void work() {
    long swept = System.nanoTime();
    while (!ended) {
      LockSupport.parkNanos(this, hunter.beatNanos());
      hunter.beat();
      if (System.nanoTime() - swept >= SWEEP_NANOS) {
        hunter.sweep();
        swept = System.nanoTime();
      }
    }
  }

  private void met(MisuseReport report) {
    if (report.kind() == MisuseKind.CHECK_THEN_ACT || report.kind() == MisuseKind.CORRUPTED) {
      return;
    }
    Place first = Places.of(report.first());
    if (first != null) {
      hunter.met(first, Places.of(report.second()));
    }
  }

  /** What the hunt has done, in words. */
  public String told() {
    return hunter.tally().nearMisses()
        + " near misses looked at, "
        + hunter.tally().ordered()
        + " more ordered by a hand-over, "
        + hunter.tally().delays()
        + " delays of "
        + TimeUnit.NANOSECONDS.toMillis(hunter.delayedNanos())
        + " ms in all, "
        + hunter.tally().met()
        + " of them met";
  }

  /** Takes the hooks of the hunt out of what is no map; comes after {@link #close}. */
  public void restore() {
    handOvers.restore();
  }

  /** Ends the hunt and writes the plan. Harmless when called again. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Hunt.stop();
    deafen();
    ended = true;
    LockSupport.unpark(thread);
    if (plan == null) {
      return;
    }
    try {
      plan.write(hunter.learned());
    } catch (IOException e) {
      stderr.line("the hunt plan cannot be written (" + e + ')');
    }
  }

  private void deafen() {
    try {
      listening.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
