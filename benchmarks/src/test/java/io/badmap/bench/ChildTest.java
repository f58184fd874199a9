package io.badmap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChildTest {
  @Test
  void aReportAmongOtherLinesOfStderrIsCountedOnce() {
    String err =
        """
        WARNING: something else
        fatal error: concurrent map writes
        map java.util.HashMap@5e2de80c size 2
            at a.B.fatal error: not a report
        fatal error: concurrent map iteration and map write
        """;
    assertThat(new Child(1, "", err).reports()).isEqualTo(2);
  }

  @Test
  void aValueIsWhatFollowsItsKeyOnItsOwnLine() throws Exception {
    Child child = new Child(1, "hello\nwork=5 files=x\nchecksum=ff\n", "");
    assertThat(child.value("work")).isEqualTo("5 files=x");
    assertThat(child.value("checksum")).isEqualTo("ff");
  }
}
