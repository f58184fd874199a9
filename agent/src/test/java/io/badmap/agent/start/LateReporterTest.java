package io.badmap.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.Effect;
import io.badmap.MapMisuseError;
import io.badmap.Sighting;
import io.badmap.guard.Encounter;
import io.badmap.guard.Party;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LateReporterTest {
  private final LateReporter late = new LateReporter(0);
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
