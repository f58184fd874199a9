package io.badmap.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WitnessTest {
  static List<Object> values() {
    return List.of(
        "text",
        1,
        1L,
        'c',
        true,
        1.0,
        1.0f,
        (short) 1,
        (byte) 1,
        TimeUnit.DAYS,
        String.class,
        new UUID(1, 2),
        new Object());
  }

  @ParameterizedTest
  @MethodSource("values")
  void theJdksOwnValuesProveThatTheReaderDidNotWrite(Object value) {
    assertThat(Witness.cannotTouchMaps(value)).isTrue();
  }

  @Test
  void noArgumentProvesItToo() {
    assertThat(Witness.cannotTouchMaps(null)).isTrue();
  }

  @Test
  void whatAUserWroteOrHoldsOtherObjectsProvesNothing() {
    assertThat(Witness.cannotTouchMaps(List.of("a"))).isFalse();
    assertThat(Witness.cannotTouchMaps(new Object() {})).isFalse();
    assertThat(Witness.cannotTouchMaps(this)).isFalse();
  }
}
