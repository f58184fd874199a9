package io.badmap.agent.budget;

import io.badmap.agent.config.Settings.BudgetLimits;
import io.badmap.agent.out.Stderr;
import java.util.Locale;

/**
 * Keeps the agent within what it may cost, in steps. Used by one thread; its counts may be read by
 * any.
 *
 * <p>Two readings in a row above a limit make it do one step less. Ten in a row below half of the
 * CPU limit, and below nine tenths of the memory limit, make it do one step more; with the hooks
 * out nothing can be measured, so it tries again after {@value #FIRST_REST} readings, and after
 * twice as many each time that this was too early. While a JVM is young only what its own threads
 * take can be too much: see {@link Cost}. A step back that cannot be done is not taken, and tried
 * again after ten quiet readings more.
 */
public final class Budget {
  private static final int PATIENCE = 2;
  private static final int QUIET = 10;
  static final int FIRST_REST = 30;
  private static final int LONGEST_REST = 960;

  private final BudgetLimits limits;
  private final Throttle throttle;
  private final Stderr stderr;
  private volatile Step step = Step.FULL;
  private volatile long down;
  private volatile long up;
  private int above;
  private int below;
  private int rest = FIRST_REST;

  /** What a step acts on. */
  @FunctionalInterface
  public interface Throttle {
    /**
     * Does as little as {@code now} says.
     *
     * @return false where that cannot be done: a step towards less is taken all the same, so that
     *     the next one follows; a step back is not, and may be tried again
     */
    boolean go(Step before, Step now);
  }

  public Budget(BudgetLimits limits, Throttle throttle, Stderr stderr) {
    this.limits = limits;
    this.throttle = throttle;
    this.stderr = stderr;
  }

  /** The limits it goes by. */
  public BudgetLimits limits() {
    return limits;
  }

  /** How little the agent does. */
  public Step step() {
    return step;
  }

  /** Steps towards less so far. */
  public long down() {
    return down;
  }

  /** Steps back so far. */
  public long up() {
    return up;
  }

  /** One second has passed. */
  public void read(Reading reading) {
    boolean tooMuch = reading.counted() > limits.cpu() || reading.bytes() > limits.bytes();
    boolean little = reading.cpu() < limits.cpu() / 2 && reading.bytes() < limits.bytes() / 10 * 9;
    above = tooMuch ? above + 1 : 0;
    below = little ? below + 1 : 0;
    if (above >= PATIENCE && step != Step.HOOKS_OUT) {
      above = 0;
      less(reading);
    } else if (step != Step.FULL && below >= (step == Step.HOOKS_OUT ? rest : QUIET)) {
      below = 0;
      more(reading);
    }
  }

  private void less(Reading reading) {
    Step before = step;
    Step now = before.next();
    down++;
    step = now;
    boolean done = throttle.go(before, now);
    String cannot = done ? "" : " (not possible here)";
    stderr.line("budget: " + now.label() + cannot + ", since " + told(reading));
  }

  private void more(Reading reading) {
    Step before = step;
    Step now = before.previous();
    if (!throttle.go(before, now)) {
      below = before == Step.HOOKS_OUT ? rest - QUIET : 0;
      return;
    }
    if (before == Step.HOOKS_OUT) {
      rest = Math.min(rest * 2, LONGEST_REST);
    }
    up++;
    step = now;
    if (now == Step.FULL) {
      rest = FIRST_REST;
    }
    stderr.line("budget: back to " + now.label() + ", since " + told(reading));
  }

  /** Back to everything, where the budget itself is taken away; false where that cannot be yet. */
  public boolean end() {
    Step before = step;
    if (before == Step.FULL) {
      return true;
    }
    if (!throttle.go(before, Step.FULL)) {
      return false;
    }
    up++;
    step = Step.FULL;
    stderr.line("budget: back to " + Step.FULL.label() + ", since its limits have changed");
    return true;
  }

  private String told(Reading reading) {
    return String.format(
        Locale.ROOT,
        "the agent takes %.1f %% of the CPU time (limit %.1f %%) and %.1f MB (limit %.1f MB)",
        reading.counted() * 100,
        limits.cpu() * 100,
        reading.bytes() / 1048576.0,
        limits.bytes() / 1048576.0);
  }
}
