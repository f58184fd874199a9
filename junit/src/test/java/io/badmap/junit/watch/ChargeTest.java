package io.badmap.junit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.MisuseReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChargeTest {
  private final TestScope a = Misuses.test("/a", "com.acme.ATest", "a");
  private final TestScope b = Misuses.test("/b", "com.acme.BTest", "b");
  private final TestScope ended = Misuses.test("/c", "com.acme.CTest", "c");
  private final TestScope classOfA = Misuses.scope("/", "com.acme.ATest", "", TestScope.Kind.CLASS);
  private final MisuseReport strange =
      Misuses.of(List.of("com.acme.Cache.put"), List.of("com.acme.Cache.get"));

  ChargeTest() {
    ended.end();
  }

  private static MisuseReport with(String frame) {
    return Misuses.of(
        List.of("com.acme.Cache.put", frame, "java.lang.Thread.run"),
        List.of("com.acme.Cache.put"));
  }

  @Test
  void aTestIsNotChargedWithWhatItsThreadsMet() {
    assertThat(Charge.of(strange, a, null, List.of(a, b)).tests()).containsExactly(a);
    assertThat(Charge.of(strange, null, b, List.of(a, b)).tests()).containsExactly(b);
    assertThat(Charge.of(strange, a, a, List.of(a, b)).tests()).containsExactly(a);
  }

  @Test
  void oneOfTwoTestsWhoseThreadsMeetGetsAway() {
    assertThat(Charge.of(strange, a, b, List.of(a, b)).tests()).containsExactly(a, b);
  }

  @Test
  void theStackOfAPoolThreadDoesNotTellTheTest() {
    assertThat(Charge.of(with("com.acme.BTest.lambda$b$0"), null, null, List.of(a, b)).tests())
        .containsExactly(b);
    assertThat(Charge.of(with("com.acme.BTest$Inner.run"), ended, null, List.of(a, b)).tests())
        .containsExactly(b);
  }

  @Test
  void aTestIsChargedWithWhatAThreadLeftByAnotherDoes() {
    Charge charge = Charge.of(with("com.acme.CTest.lambda$c$1"), ended, null, List.of(a));
    assertThat(charge.tests()).containsExactly(ended);
    assertThat(charge.note()).contains("after the test had ended");
  }

  @Test
  void theOnlyTestThatRanIsNotCharged() {
    Charge charge = Charge.of(strange, ended, null, List.of(a, classOfA));
    assertThat(charge.tests()).containsExactly(a);
    assertThat(charge.note())
        .isEqualTo("a thread was started by com.acme.CTest.c, which has ended; no other test ran");
  }

  @Test
  void oneOfSeveralTestsIsChargedWithoutProof() {
    Charge charge = Charge.of(strange, null, null, List.of(a, b));
    assertThat(charge.tests()).isEmpty();
    assertThat(charge.candidates()).containsExactly(a, b);
    assertThat(charge.note())
        .isEqualTo("no test can be charged; running: com.acme.ATest.a, com.acme.BTest.b");
  }

  @Test
  void aThreadOfAClassIsChargedToATestOfAnotherClass() {
    assertThat(Charge.of(strange, classOfA, null, List.of(a, b, classOfA)).tests())
        .containsExactly(a);
    Charge between = Charge.of(strange, classOfA, null, List.of(b, classOfA));
    assertThat(between.tests()).isEmpty();
    assertThat(between.candidates()).containsExactly(classOfA);
  }

  @Test
  void aTestAndItsPartsAreTakenForTwo() {
    TestScope part = Misuses.scope("/a/1", "com.acme.ATest", "a", TestScope.Kind.SCENARIO);
    assertThat(Charge.of(strange, null, null, List.of(a, part)).tests()).containsExactly(part);
  }
}
