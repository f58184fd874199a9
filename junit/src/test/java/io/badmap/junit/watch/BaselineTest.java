package io.badmap.junit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.MisuseReport;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final List<String> PUT = List.of("com.acme.Cache.put");
  private static final List<String> NOBODY = List.of();

  private final Baseline baseline =
      new Baseline(
          Set.of(
              "concurrent map read and map write | java.util.HashMap | com.acme.Cache.get |"
                  + " com.acme.Cache.put"));

  private static Incident incident(List<String> first, List<String> second) {
    MisuseReport report = Misuses.of(first, second);
    return new Incident(report, "", "", null, List.of(), "");
  }

  @Test
  void aKnownPairIsNewWhereOneSideCouldNotBeTold() {
    assertThat(baseline.knows(incident(PUT, NOBODY))).isTrue();
    assertThat(baseline.knows(incident(NOBODY, PUT))).isTrue();
  }

  @Test
  void anotherPairIsKnownForOneOfItsSites() {
    assertThat(baseline.knows(incident(PUT, List.of("com.acme.Cache.add")))).isFalse();
    assertThat(baseline.knows(incident(List.of("com.acme.Cache.add"), NOBODY))).isFalse();
    assertThat(baseline.knows(incident(NOBODY, NOBODY))).isFalse();
  }
}
