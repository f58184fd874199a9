package io.badmap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {
  private final Findings findings = new Findings();

  @Test
  void whatIsAsItMustBeFails() {
    findings.none("lost", 0);
    findings.atLeast("sent", 5, 5);
    findings.grown("threads", 20, 23, 3);

    assertThat(findings.isGood()).isTrue();
  }

  @Test
  void aFailureIsForgottenForWhatFollows() {
    findings.none("lost", 1);
    findings.none("wrong", 0);

    assertThat(findings.isGood()).isFalse();
    assertThat(findings.toString()).contains(" NO |").contains(" yes |");
  }

  @Test
  void growthIsNotSeen() {
    findings.grown("threads", 20, 24, 3);

    assertThat(findings.isGood()).isFalse();
  }
}
