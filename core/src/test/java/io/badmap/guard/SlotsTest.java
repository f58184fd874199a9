package io.badmap.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlotsTest {
  @Test
  void whatIsAddedIsFoundUntilItIsRemoved() {
    Slots slots = new Slots(2);
    Object element = new Object();
    assertThat(slots.contains(element)).isFalse();
    assertThat(slots.add(element)).isTrue();
    assertThat(slots.contains(element)).isTrue();
    slots.remove(element);
    assertThat(slots.contains(element)).isFalse();
  }

  @Test
  void elementsAreToldApartByIdentity() {
    Slots slots = new Slots(2);
    slots.add(new String("a"));
    assertThat(slots.contains(new String("a"))).isFalse();
  }

  @Test
  void aFullSetRefuses() {
    Slots slots = new Slots(2);
    slots.add("a");
    slots.add("b");
    assertThat(slots.add("c")).isFalse();
    slots.remove("a");
    assertThat(slots.add("c")).isTrue();
  }

  @Test
  void threadsThatShareItLoseNoSlotAndMeetNoStrangers() throws InterruptedException {
    Slots slots = new Slots(4);
    AtomicInteger lost = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                Object own = new Object();
                for (int round = 0; round < 20_000; round++) {
                  if (!slots.add(own) || !slots.contains(own)) {
                    lost.incrementAndGet();
                  }
                  slots.remove(own);
                  if (slots.contains(own)) {
                    lost.incrementAndGet();
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(lost).hasValue(0);
    for (int i = 0; i < slots.capacity(); i++) {
      assertThat(slots.get(i)).isNull();
    }
  }
}
