package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.MisuseReport;
import io.badmap.Side;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionsTest {
  private static final long NOW = Stacks.MET.toEpochMilli();
  private static final String WHY = "  until=2099-01-31 reason=JIRA-12, benign # no comment";
  private final MisuseReport met = Stacks.reports().report(1, Stacks.puts(new HashMap<>(), 1, 2));

  private boolean suppresses(String pattern) {
    Suppressions suppressions = Suppressions.parse("s.txt", List.of(pattern + WHY));
    assertThat(suppressions.errors()).isEmpty();
    return suppressions.match(met.first(), met.second(), NOW) != null;
  }

  @Test
  void aPairOfSitesCountsInEitherOrder() {
    assertThat(suppresses("com.acme.A.first(A.java:1) | com.acme.A.second(A.java:2)")).isTrue();
    assertThat(suppresses("com.acme.A.second(A.java:2)|com.acme.A.first(A.java:1)")).isTrue();
    assertThat(suppresses("com.acme.A.second | com.acme.A.f*")).isTrue();
  }

  @Test
  void aPairNeedsBothItsSites() {
    assertThat(suppresses("com.acme.A.first(A.java:1) | com.acme.A.second(A.java:3)")).isFalse();
    assertThat(suppresses("com.acme.A.first | com.acme.A.first")).isFalse();
    assertThat(suppresses("com.acme.A.first | unknown")).isFalse();
  }

  @Test
  void aSideThatCouldNotBeToldMayBeEitherOfAPair() {
    Suppressions pair =
        Suppressions.parse("s.txt", List.of("com.acme.A.first | com.acme.B.x" + WHY));

    assertThat(pair.match(met.first(), Side.unknown(), NOW)).isNotNull();
    assertThat(pair.match(Side.unknown(), met.first(), NOW)).isNotNull();
    assertThat(pair.match(met.second(), Side.unknown(), NOW)).isNull();
  }

  @Test
  void aClassCountsOnEitherSide() {
    assertThat(suppresses("com.acme.*")).isTrue();
    assertThat(suppresses("com.acme.A")).isTrue();
    assertThat(suppresses("com.acm?.B")).isFalse();
  }

  @Test
  void badLinesAreToldWithTheirNumberAndGoodOnesStillCount() {
    Suppressions suppressions =
        Suppressions.parse(
            "s.txt",
            List.of(
                "# comment",
                "",
                "a.* reason=x",
                "a.* until=2099-01-31",
                "a.* until=2099-13-31 reason=x",
                "a b c until=2099-01-31 reason=x",
                "a.B.c(B.java:1) until=2099-01-31 reason=x",
                "a | b | c until=2099-01-31 reason=x",
                "com.acme.* until=2099-01-31 reason=x"));

    assertThat(suppressions.errors())
        .containsExactly(
            "suppression file 's.txt', line 3: until=YYYY-MM-DD is missing in front of reason=",
            "suppression file 's.txt', line 4: reason= is missing",
            "suppression file 's.txt', line 5: until='2099-13-31' is not a day like 2027-01-31",
            "suppression file 's.txt', line 6: 'a b c' is neither 'site | site' nor a class",
            "suppression file 's.txt', line 7: 'a.B.c(B.java:1)' is one site, a pair needs '| site'",
            "suppression file 's.txt', line 8: 'a | b | c' is neither 'site | site' nor a class");
    assertThat(suppressions.match(met.first(), met.second(), NOW)).isNotNull();
  }

  @Test
  void anUnreadableFileIsAnError() {
    assertThat(Suppressions.load("no/such/file").errors())
        .singleElement()
        .asString()
        .startsWith("cannot read suppression file 'no/such/file' (");
    assertThat(Suppressions.load(null).errors()).isEmpty();
  }

  @Test
  void expiredAndUnusedOnesAreNamedAndExpiredOnesDoNotCount() {
    Suppressions suppressions =
        Suppressions.parse(
            "s.txt",
            List.of(
                "com.acme.* until=2026-11-20 reason=x",
                "org.x.* until=2099-01-31 reason=x",
                "com.acme.A until=2099-01-31 reason=x"));

    Suppression match = suppressions.match(met.first(), met.second(), NOW);
    match.use();

    assertThat(match.line).isEqualTo(3);
    assertThat(suppressions.notes(Instant.parse("2026-11-22T12:00:00Z").toEpochMilli()))
        .containsExactly(
            "suppression in s.txt, line 1, expired on 2026-11-20: com.acme.*",
            "suppression in s.txt, line 2, was not used: org.x.*");
  }
}
