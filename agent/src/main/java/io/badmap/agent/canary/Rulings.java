package io.badmap.agent.canary;

import io.badmap.CanaryScope;
import io.badmap.MisuseReport;
import io.badmap.Scope;
import io.badmap.Side;
import io.badmap.agent.budget.Breaker;
import io.badmap.agent.budget.Sample;
import io.badmap.agent.options.Options;
import io.badmap.agent.report.Judge;
import io.badmap.agent.report.Ruling;
import io.badmap.guard.Party;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is decided over a conflict, as one value: replaced as a whole when the file
 * changes. Immutable but for counts.
 */
final class Rulings implements Judge {
  private final Options options;
  private final List<ActiveRule> rules;
  private final @Nullable Breaker breaker;
  private final Sample sample;

  Rulings(Options options, RuleSet rules, @Nullable Breaker breaker, Sample sample) {
    this.options = options;
    this.rules = rules.rules();
    this.breaker = breaker;
    this.sample = sample;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Admission admits(Party first) {
    if (!sample.takes()) {
      return Admission.SAMPLED_OUT;
    }
    return breaker == null || breaker.admits() ? Admission.ADMITTED : Admission.PASSED;
  }

  @Override
  public @Nullable Ruling ruling(
      Scope scope, Side first, Side second, @Nullable MisuseReport known) {
    ActiveRule rule = rule(scope, first, second, known);
    return rule == null ? null : rule.decide();
  }

  /** An indexed loop: no iterator is made inside a map operation. */
  private @Nullable ActiveRule rule(
      Scope scope, Side first, Side second, @Nullable MisuseReport known) {
    if (!(scope instanceof CanaryScope canary) || canary.isOver()) {
      return null;
    }
    long now = System.currentTimeMillis();
    for (int i = 0; i < rules.size(); i++) {
      ActiveRule rule = rules.get(i);
      if (rule.fits(canary.draw(), now, first, second, known)) {
        return rule;
      }
    }
    return null;
  }

  @Override
  public void answered(Party first, boolean thrown) {
    if (breaker != null) {
      breaker.answered(thrown);
    }
  }
}
