package io.badmap.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SitesTest {
  @Test
  void aLineThatComesAgainTakesMemoryAgainOrIsTakenForAnother() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int round = 0; round < 3; round++) {
      for (int line = 1; line <= 1_000; line++) {
        for (String callee : new String[] {"get", "put"}) {
          int number = register(line, callee);
          Integer earlier = numbers.put(line + callee, number);
          assertThat(earlier == null ? number : earlier).isEqualTo(number);
        }
      }
    }
    assertThat(numbers.values()).doesNotHaveDuplicates().hasSize(2_000);
    Site site = Sites.registered(numbers.get("7put"));
    assertThat(site).isNotNull();
    assertThat(site.text).isEqualTo("com.acme.Orders.add(Orders.java:7)");
    assertThat(site.callee).isEqualTo("put");
  }

  private static int register(int line, String callee) {
    return Sites.register(
        new StackTraceElement("com.acme.Orders", "add", "Orders.java", line), callee);
  }
}
