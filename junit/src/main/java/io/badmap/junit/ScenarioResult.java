package io.badmap.junit;

import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.junit.watch.Sites;
import java.util.List;

/**
 * What a {@link MapScenario} showed. Immutable.
 *
 * @param name the scenario
 * @param seed what it was started with
 * @param rounds how many rounds it ran
 * @param misuses each pair of sites once, in the order in which they were met
 * @param errors what operations threw but errors about misuse, in the order of the threads
 */
public record ScenarioResult(
    String name, long seed, int rounds, List<MisuseReport> misuses, List<Throwable> errors) {
  /** Makes unmodifiable copies. */
  public ScenarioResult {
    misuses = List.copyOf(misuses);
    errors = List.copyOf(errors);
  }

  /** Whether a misuse of this kind was met. */
  public boolean has(MisuseKind kind) {
    return misuses.stream().anyMatch(misuse -> misuse.kind() == kind);
  }

  /** All of it, with what runs it again. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(name).append(": ").append(rounds).append(" rounds, seed ").append(seed);
    text.append(" (-D").append(MapScenario.SEED).append('=').append(seed).append(")");
    for (MisuseReport misuse : misuses) {
      text.append("\n  ").append(misuse.kind().message()).append(": ");
      text.append(Sites.site(misuse.first().caller()));
      text.append(" and ").append(Sites.site(misuse.second().caller()));
    }
    for (Throwable error : errors) {
      text.append("\n  ").append(error);
    }
    return text.toString();
  }
}
