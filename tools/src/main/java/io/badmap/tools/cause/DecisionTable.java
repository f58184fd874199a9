package io.badmap.tools.cause;

import io.badmap.tools.model.Finding;
import io.badmap.tools.model.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks each row in turn. */
public final class DecisionTable {
  private interface Row {
    @Nullable Finding look(Case misuse);
  }

  /** In the order of {@link Cause}. */
  private static final List<Row> ROWS =
      List.of(
          Patterns::parallelStream,
          Patterns::readThatWrites,
          Patterns::viewWithoutWrapperLock,
          Histories::writeToEvacuatedBucket,
          Histories::firstWriteRace,
          Histories::writeWhileGrowing,
          Histories::publishedBeforeFilled,
          Locks::differentLocks,
          Locks::writerGuardedReaderBare,
          Locks::oneSideBare,
          Locks::nobodyLocks);

  private DecisionTable() {}

  /** All rows that apply, the one that explains most first; the undecided one where none does. */
  public static List<Finding> findings(Case misuse) {
    List<Finding> findings = new ArrayList<>();
    for (Row row : ROWS) {
      Finding finding = row.look(misuse);
      if (finding != null) findings.add(finding);
    }
    if (findings.isEmpty()) findings.add(undecided(misuse));
    return List.copyOf(findings);
  }

  private static Finding undecided(Case misuse) {
    List<String> missing = new ArrayList<>();
    for (Case.View view : misuse.views()) {
      Side side = view.side();
      if (!side.known()) {
        missing.add("side " + view.number() + " could not be told");
      } else if (side.locks() == null) {
        missing.add("the locks of side " + view.number() + " could not be told");
      }
    }
    if (misuse.locksKnown()) missing.add("both sides hold a lock in common, and still met");
    if (misuse.operations().isEmpty()) {
      missing.add("the recording has no operation on the map around the misuse");
    }
    return Cause.UNDECIDED.because(missing);
  }
}
