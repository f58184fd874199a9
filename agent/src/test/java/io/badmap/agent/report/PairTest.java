package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.Side;
import io.badmap.agent.options.Action;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairTest {
  private final Pair pair =
      new Pair(Stacks.report(Side.unknown(), Side.unknown()), Suppressions.none(), null);

  private void decide(String rule) {
    pair.decidedBy(new Ruling(rule, Action.LOG));
  }

  @Test
  void aRuleIsNotCountedOrNoRuleIs() {
    pair.decidedBy(null);
    assertThat(pair.byRule()).isEmpty();

    decide("a");
    decide("b");
    decide("a");
    assertThat(pair.byRule()).isEqualTo(Map.of("a", 2L, "b", 1L));
  }

  @Test
  void aFileThatChangesForEverFillsTheMemory() {
    for (int i = 0; i < 10_000; i++) {
      decide("rule-" + i);
    }
    decide("rule-0");

    assertThat(pair.byRule())
        .hasSize(101)
        .containsEntry("rule-0", 2L)
        .containsEntry("other", 9_900L);
  }
}
