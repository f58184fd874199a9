package io.badmap.agent.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.Access;
import io.badmap.Effect;
import io.badmap.Side;
import io.badmap.Sighting;
import io.badmap.hunt.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static StackTraceElement frame(String className, String method, int line) {
    return new StackTraceElement(className, method, null, line);
  }

  private static Side side(StackTraceElement... stack) {
    return new Side(
        "add",
        Access.WRITE,
        Effect.STRUCTURAL,
        Sighting.IN_FLIGHT,
        "main",
        1,
        false,
        null,
        List.of(stack),
        null,
        null);
  }

  @Test
  void aSetIsHuntedByAnotherOperationThanItsMaps() {
    Place place =
        Places.of(
            side(
                frame("java.util.HashMap", "put", 610),
                frame("java.util.HashSet", "add", 221),
                frame("com.acme.Orders", "add", 17),
                frame("com.acme.Main", "main", 3)));
    assertThat(place).isNotNull();
    assertThat(Places.text(place)).isEqualTo("java.util.HashMap.put com.acme.Orders.add:17");
    assertThat(Places.parse(Places.text(place))).isEqualTo(place);
  }

  @Test
  void aSideThatNobodyHuntsHasAPlace() {
    assertThat(Places.of(Side.unknown())).isNull();
    assertThat(Places.of(side(frame("java.util.HashMap", "put", 610)))).isNull();
    assertThat(Places.of(side(frame("com.acme.Orders", "add", 17)))).isNull();
    assertThat(Places.of(side(frame("java.util.Vector", "add", 1), frame("a.B", "c", 2)))).isNull();
  }
}
