package io.badmap.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  /** What somebody keeps in a thread-local. */
  private record Kept(String text) {}

  private final AtomicBoolean asked = new AtomicBoolean();

  private final ThreadLocal<Kept> local =
      new ThreadLocal<>() {
        @Override
        protected Kept initialValue() {
          asked.set(true);
          return new Kept("first");
        }
      };

  private static Object[] found() {
    return Threads.localsNamed("ThreadsTest$Kept");
  }

  @Test
  void whatAThreadCarriesIsNotFoundOrMade() {
    assertThat(found()).isNull();
    assertThat(asked).isFalse();

    Kept kept = new Kept("x");
    local.set(kept);
    assertThat(found()).startsWith(local, kept);
    local.set(new Kept("y"));
    assertThat(found()[1]).isEqualTo(new Kept("y"));
    local.remove();
    assertThat(found()).isNull();
  }

  @Test
  void whatAnotherThreadCarriesIsFound() throws InterruptedException {
    local.set(new Kept("mine"));
    AtomicReference<Object> there = new AtomicReference<>("not asked");
    Thread other = new Thread(() -> there.set(found()));
    other.start();
    other.join();
    local.remove();

    assertThat(there.get()).isNull();
  }
}
