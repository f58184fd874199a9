package io.badmap.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.Effect;
import io.badmap.MapMisuseError;
import io.badmap.Sighting;
import io.badmap.guard.Encounter;
import io.badmap.guard.Party;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LateReporterTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final LateReporter late = new LateReporter(0, PATIENCE_NANOS);
  private final Recorder reporter = new Recorder();

  @Test
  void whatWasMetBeforeTheReporterCameIsLost() {
    Encounter first = encounter();
    Encounter second = encounter();
    late.met(first, true);
    late.met(second, true);

    late.arrived(reporter);

    assertThat(reporter.met).containsExactly(first, second);
    assertThat(reporter.mayThrow).containsOnly(false);
  }

  @Test
  void whatIsMetLaterIsAnsweredTwiceOrStopsNobody() {
    late.met(encounter(), true);
    late.arrived(reporter);
    reporter.mayThrow.clear();

    late.met(encounter(), true);

    assertThat(reporter.met).hasSize(2);
    assertThat(reporter.mayThrow).containsExactly(true);
  }

  @Test
  void whatComesEarlyTakesMemoryWithoutBound() {
    for (int i = 0; i < 1_000; i++) {
      late.met(encounter(), true);
    }
    late.arrived(reporter);
    assertThat(reporter.met).hasSize(64);
  }

  @Test
  void theEndOfTheJvmDoesNotWaitForTheReporterThoughSomethingWasMet() throws Exception {
    late.met(encounter(), true);
    AtomicReference<Reporting> found = new AtomicReference<>();
    Thread end = new Thread(() -> found.set(late.ifNeeded()), "end");
    end.start();
    while (end.isAlive() && !isWaiting(end)) {
      Thread.onSpinWait();
    }

    late.arrived(reporter);

    end.join();
    assertThat(found.get()).isSameAs(reporter);
    assertThat(reporter.met).hasSize(1);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void theEndOfTheJvmWaitsForAReporterThatCannotBeMadeOrThatNobodyNeeds() {
    assertThat(new LateReporter(Long.MAX_VALUE, Long.MAX_VALUE).ifNeeded()).isNull();
    LateReporter needed = new LateReporter(0, Long.MAX_VALUE);
    needed.met(encounter(), true);
    needed.failed();
    assertThat(needed.ifNeeded()).isNull();
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void theEndOfTheJvmWaitsForEver() {
    LateReporter needed = new LateReporter(0, 1_000_000);
    needed.met(encounter(), true);
    assertThat(needed.ifNeeded()).isNull();
  }

  private static boolean isWaiting(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("await"));
  }

  private static Encounter encounter() {
    Party party =
        new Party(
            Thread.currentThread(),
            new StackTraceElement[0],
            Sighting.IN_FLIGHT,
            Effect.VALUE,
            List.of());
    return new Encounter(new HashMap<>(), 0, party, party);
  }

  private static final class Recorder implements Reporting {
    private final List<Encounter> met = new ArrayList<>();
    private final List<Boolean> mayThrow = new ArrayList<>();

    @Override
    public @Nullable MapMisuseError met(Encounter encounter, boolean mayThrow) {
      met.add(encounter);
      this.mayThrow.add(mayThrow);
      return null;
    }

    @Override
    public @Nullable MapMisuseError metAgain(Party first, Object map, boolean mayThrow) {
      return null;
    }

    @Override
    public boolean wantsDetails() {
      return true;
    }

    @Override
    public boolean flush(long nanos) {
      return true;
    }

    @Override
    public void close() {}
  }
}
