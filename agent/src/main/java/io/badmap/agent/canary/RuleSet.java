package io.badmap.agent.canary;

import io.badmap.agent.config.Settings.Rule;
import io.badmap.agent.options.Action;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force. Immutable but for their counts.
 *
 * @param rules in the order of the file
 * @param fresh how many of them were not there, or not the same, before
 */
record RuleSet(List<ActiveRule> rules, int fresh) {
  static final RuleSet NONE = new RuleSet(List.of(), 0);

  /**
   * The next rules.
   *
   * @param delta whether those that stay as they are keep their counts
   */
  RuleSet next(List<Rule> wanted, boolean delta, Identity identity) {
    List<ActiveRule> next = new ArrayList<>();
    int fresh = 0;
    for (Rule rule : wanted) {
      ActiveRule kept = delta ? find(rule) : null;
      next.add(kept == null ? new ActiveRule(rule, identity) : kept);
      fresh += kept == null ? 1 : 0;
    }
    return new RuleSet(List.copyOf(next), fresh);
  }

  private @Nullable ActiveRule find(Rule rule) {
    for (ActiveRule each : rules) {
      if (each.rule.equals(rule)) {
        return each;
      }
    }
    return null;
  }

  /** Whether one of them asks for the operations of all maps. */
  boolean recordsAll(long nowMillis) {
    for (ActiveRule each : rules) {
      if (each.isActive(nowMillis) && "all".equals(each.rule.events())) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of them holds both sides inside their operations. */
  boolean parks() {
    for (ActiveRule each : rules) {
      if (each.rule.action() == Action.PARK) {
        return true;
      }
    }
    return false;
  }

  boolean isAnyActive(long nowMillis) {
    for (ActiveRule each : rules) {
      if (each.isActive(nowMillis)) {
        return true;
      }
    }
    return false;
  }

  /** The share of requests that is drawn: the greatest that a rule asks for. */
  double traffic(long nowMillis) {
    double greatest = 0;
    for (ActiveRule each : rules) {
      if (each.isActive(nowMillis)) {
        greatest = Math.max(greatest, each.rule.traffic());
      }
    }
    return greatest;
  }

  List<RuleStatus> status(long nowMillis) {
    List<RuleStatus> all = new ArrayList<>();
    for (ActiveRule each : rules) {
      all.add(each.status(nowMillis));
    }
    return List.copyOf(all);
  }
}
