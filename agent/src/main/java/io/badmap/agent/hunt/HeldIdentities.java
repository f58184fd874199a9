package io.badmap.agent.hunt;

import io.badmap.HeldLock;
import io.badmap.guard.Conflicts;
import io.badmap.hunt.HeldLocks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The locks that the guard would show in a report, as identity hash codes. */
final class HeldIdentities implements HeldLocks {
  /** Loads what {@link #of} needs: inside a map operation no class may be looked for in a jar. */
  HeldIdentities() {
    identities(List.of(new HeldLock("", 0, null)));
    identities("");
  }

  @Override
  public int @Nullable [] of(Thread thread) {
    return identities(Conflicts.locksOf(thread));
  }

  private static int @Nullable [] identities(@Nullable Object locks) {
    if (!(locks instanceof List<?> list)) {
      return null;
    }
    int[] identities = new int[list.size()];
    for (int i = 0; i < identities.length; i++) {
      identities[i] = list.get(i) instanceof HeldLock lock ? lock.identity() : 0;
    }
    return identities;
  }
}
