package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.Effect;
import io.badmap.HeldLock;
import io.badmap.guard.Encounter;
import io.badmap.guard.Party;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class HintsTest {
  private static final HeldLock A = new HeldLock("com.acme.A", 1, null);
  private static final HeldLock B = new HeldLock("com.acme.B", 2, null);
  private static final String CALLER = "com.acme.S.run(S.java:1)";

  private static Party put(List<HeldLock> locks) {
    return Stacks.party(Effect.STRUCTURAL, locks, Stacks.put(), CALLER);
  }

  private static String hint(Object map, Party first, Party second) {
    return Stacks.reports().report(1, new Encounter(map, 0, first, second)).hint();
  }

  private static String hint(Party first, Party second) {
    return hint(new HashMap<>(), first, second);
  }

  @Test
  void noLockOnEitherSide() {
    assertThat(hint(put(List.of()), put(List.of())))
        .isEqualTo(
            "no lock on either side: guard every use by one lock, or make it a ConcurrentHashMap");
    assertThat(hint(new LinkedHashMap<>(), put(List.of()), put(List.of())))
        .isEqualTo(
            "no lock on either side: guard every use by one lock, as Collections.synchronizedMap"
                + " does");
  }

  @Test
  void aSetIsNotToldToBecomeAMap() {
    Party add =
        Stacks.party(
            Effect.STRUCTURAL,
            List.of(),
            Stacks.put(),
            "java.util.HashSet.add(HashSet.java:229)",
            CALLER);

    assertThat(hint(add, add)).endsWith(", or use ConcurrentHashMap.newKeySet()");
  }

  @Test
  void oneSideLocksTheOtherDoesNot() {
    Party get =
        Stacks.party(Effect.NONE, List.of(A), "java.util.HashMap.get(HashMap.java:560)", CALLER);

    assertThat(hint(put(List.of()), put(List.of(A))))
        .isEqualTo("side 2 writes under a lock, side 1 does not take it");
    assertThat(hint(get, put(List.of())))
        .isEqualTo("side 1 reads under a lock, side 2 does not take it");
  }

  @Test
  void bothLockButDifferently() {
    assertThat(hint(put(List.of(A)), put(List.of(B))))
        .isEqualTo(
            "both sides lock, but not the same lock: guard the map by one of them on both sides");
  }

  @Test
  void nothingIsSaidOfLocksThatCouldNotBeToldOrAreShared() {
    String plain = "guard every use of the map by one lock, or make it a ConcurrentHashMap";

    assertThat(hint(put(null), put(List.of(A)))).isEqualTo(plain);
    assertThat(hint(put(List.of(A)), put(List.of(A, B)))).isEqualTo(plain);
    assertThat(hint(put(List.of()), null)).isEqualTo(plain);
  }

  @Test
  void aReadThatWritesIsNamedThoughAReadLockIsInvisible() {
    Party get =
        Stacks.party(
            Effect.STRUCTURAL,
            List.of(),
            "java.util.LinkedHashMap.get(LinkedHashMap.java:441)",
            CALLER);

    assertThat(hint(new LinkedHashMap<>(), get, get))
        .isEqualTo(
            "both sides get in an access-ordered LinkedHashMap, where a read moves the entry and so"
                + " writes: take the exclusive lock for it, a read lock is not enough");
  }

  @Test
  void aGetThatMetAnUnknownSideTellsOfAccessOrderAndNotOfAConcurrentHashMap() {
    Party get =
        Stacks.party(
            Effect.NONE, List.of(), "java.util.LinkedHashMap.get(LinkedHashMap.java:441)", CALLER);

    assertThat(hint(new LinkedHashMap<>() {}, get, null))
        .startsWith("get from an access-ordered LinkedHashMap moves the entry and so writes")
        .doesNotContain("ConcurrentHashMap");
  }

  @Test
  void anIterationOfASynchronizedMapOutsideItsLock() {
    Party next =
        Stacks.party(
            Effect.NONE,
            List.of(),
            "java.util.HashMap$KeyIterator.next(HashMap.java:1620)",
            CALLER);
    Party put =
        Stacks.party(
            Effect.STRUCTURAL,
            List.of(new HeldLock("java.util.Collections$SynchronizedMap", 3, null)),
            Stacks.put(),
            "java.util.Collections$SynchronizedMap.put(Collections.java:2678)",
            CALLER);

    assertThat(hint(put, next))
        .isEqualTo(
            "side 2 iterates a synchronized wrapper without its lock: iterate inside synchronized"
                + " (wrapper), or over a copy made there");
  }

  @Test
  void anIterationOfAHashtableOutsideItsLockIsSaidToBeOfAWrapper() {
    Object table = new Hashtable<>();
    HeldLock lock = new HeldLock("java.util.Hashtable", System.identityHashCode(table), null);
    Party remove =
        Stacks.party(
            Effect.STRUCTURAL,
            List.of(lock),
            "java.util.Hashtable.remove(Hashtable.java:507)",
            "java.util.Hashtable$KeySet.remove(Hashtable.java:721)",
            "java.util.Collections$SynchronizedCollection.remove(Collections.java:2051)",
            CALLER);

    assertThat(hint(table, next(List.of()), remove))
        .isEqualTo(
            "side 1 iterates a Hashtable without its lock, which its other methods take: iterate"
                + " inside synchronized (table), or over a copy made there, or make it a"
                + " ConcurrentHashMap");
    assertThat(hint(table, remove, next(null))).startsWith("side 2 iterates a Hashtable without");
    Party rehash =
        Stacks.party(
            Effect.STRUCTURAL, List.of(), "java.util.Hashtable.rehash(Hashtable.java:408)", CALLER);
    assertThat(hint(table, next(List.of(lock)), rehash))
        .isEqualTo("side 1 iterates under a lock, side 2 does not take it");
  }

  private static Party next(List<HeldLock> locks) {
    return Stacks.party(
        Effect.NONE, locks, "java.util.Hashtable$Enumerator.next(Hashtable.java:1500)", CALLER);
  }

  @Test
  void aMapFilledByAParallelStream() {
    Party worker =
        Stacks.party(
            Effect.STRUCTURAL,
            List.of(),
            Stacks.put(),
            "com.acme.S.lambda$run$0(S.java:4)",
            "java.util.stream.ForEachOps$ForEachTask.compute(ForEachOps.java:291)",
            "java.util.concurrent.CountedCompleter.exec(CountedCompleter.java:754)",
            "java.util.concurrent.ForkJoinWorkerThread.run(ForkJoinWorkerThread.java:165)");

    assertThat(hint(worker, worker)).startsWith("a parallel stream fills the map: ");
    assertThat(hint(worker, put(List.of()))).doesNotContain("parallel");
  }

  @Test
  void aStaticFieldIsSaidToShareTheMap() {
    var report =
        Stacks.reports()
            .report(1, new Encounter(new HashMap<>(), 0, put(List.of()), put(List.of())));

    assertThat(MisuseReports.withName(report, new MapName("S.cache", true)).hint())
        .isEqualTo(
            "no lock on either side, and its static field shares the map: guard every use by one"
                + " lock, or make it a ConcurrentHashMap");
  }
}
