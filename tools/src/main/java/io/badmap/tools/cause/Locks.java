package io.badmap.tools.cause;

import io.badmap.tools.model.Finding;
import io.badmap.tools.model.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that rest on the locks of both sides. Read locks have no owner and are not seen. */
final class Locks {
  private Locks() {}

  static @Nullable Finding differentLocks(Case misuse) {
    if (!misuse.locksKnown() || !locks(misuse.first()) || !locks(misuse.second())) return null;
    Set<String> common = new HashSet<>(identities(misuse.first()));
    common.retainAll(identities(misuse.second()));
    return common.isEmpty() ? Cause.DIFFERENT_LOCKS.because(held(misuse)) : null;
  }

  static @Nullable Finding writerGuardedReaderBare(Case misuse) {
    if (!misuse.locksKnown()) return null;
    for (Case.View view : misuse.views()) {
      boolean reads = !view.side().writes();
      if (reads && view.other().writes() && !locks(view.side()) && locks(view.other())) {
        return Cause.WRITER_GUARDED_READER_BARE.because(held(misuse));
      }
    }
    return null;
  }

  static @Nullable Finding oneSideBare(Case misuse) {
    if (!misuse.locksKnown()) return null;
    for (Case.View view : misuse.views()) {
      if (view.side().writes() && !locks(view.side()) && locks(view.other())) {
        return Cause.ONE_SIDE_BARE.because(held(misuse));
      }
    }
    return null;
  }

  static @Nullable Finding nobodyLocks(Case misuse) {
    if (!misuse.locksKnown() || locks(misuse.first()) || locks(misuse.second())) return null;
    Cause cause = misuse.bothWrite() ? Cause.UNGUARDED_WRITERS : Cause.UNGUARDED_READER_AND_WRITER;
    return cause.because(held(misuse));
  }

  private static boolean locks(Side side) {
    return side.locks() != null && !side.locks().isEmpty();
  }

  /** {@code class@identity}, without where it was taken. */
  private static Set<String> identities(Side side) {
    Set<String> identities = new HashSet<>();
    if (side.locks() == null) return identities;
    for (String lock : side.locks()) {
      int blank = lock.indexOf(' ');
      identities.add(blank < 0 ? lock : lock.substring(0, blank));
    }
    return identities;
  }

  private static List<String> held(Case misuse) {
    List<String> evidence = new ArrayList<>();
    for (Case.View view : misuse.views()) {
      String locks = locks(view.side()) ? String.join(", ", identities(view.side())) : "no lock";
      evidence.add(view.named() + " at " + view.side().site() + " holds " + locks);
    }
    return evidence;
  }
}
