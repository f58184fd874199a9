package io.badmap.tools.cause;

import io.badmap.tools.model.Finding;
import io.badmap.tools.trace.Kind;
import io.badmap.tools.trace.MarkSeen;
import io.badmap.tools.trace.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that rest on what was recorded before the misuse. */
final class Histories {
  /** A meeting takes up to 2 ms of waiting, and its report a little more. */
  private static final long MEETING_NANOS = 5_000_000;

  /** A map older than this is in use, and not being filled. */
  private static final long FILLING_NANOS = 1_000_000_000;

  private Histories() {}

  /**
   * GoMap: a step moves old bucket b; a key belongs to it where the lowest bits of its bucket are
   * b.
   */
  static @Nullable Finding writeToEvacuatedBucket(Case misuse) {
    for (MarkSeen step : misuse.marks()) {
      if (!step.kind().equals("grow_work") || step.third() < 1) continue;
      for (Operation write : misuse.operations()) {
        boolean across = write.start() <= step.start() && write.end() >= step.start();
        boolean sameBucket =
            write.bucket() >= 0 && (write.bucket() & (step.third() - 1)) == step.first();
        if (write.kind().writes() && across && sameBucket && write.thread() != step.thread()) {
          return Cause.WRITE_TO_EVACUATED_BUCKET.because(
              List.of(
                  String.format(
                      "%s moved old bucket %d of %d %s",
                      misuse.thread(step.thread()),
                      step.first(),
                      step.third(),
                      misuse.when(step.start())),
                  String.format(
                      "%s was in a write to bucket %d, which was that old one, from %s to %s",
                      misuse.thread(write.thread()),
                      write.bucket(),
                      misuse.when(write.start()),
                      misuse.when(write.end()))));
        }
      }
    }
    return null;
  }

  static @Nullable Finding firstWriteRace(Case misuse) {
    if (!misuse.bothWrite() || !misuse.bothKnown()) return null;
    MarkSeen growth = growthInFlight(misuse, true);
    List<String> evidence = new ArrayList<>();
    if (growth != null) {
      evidence.add(
          String.format(
              "%s was making the first table %s",
              misuse.thread(growth.thread()), misuse.when(growth.start())));
    }
    boolean fresh =
        misuse.createdAt() >= 0
            && misuse.firstWriteAt() > misuse.at() - MEETING_NANOS
            && !misuse.wasWrittenBefore();
    if (fresh) {
      evidence.add(
          String.format(
              "the map was made %s by %s",
              misuse.when(misuse.createdAt()), misuse.thread(misuse.creator())));
      evidence.add(
          misuse.firstWriteAt() == Long.MAX_VALUE
              ? "no write to it was recorded before"
              : "its first write began " + misuse.when(misuse.firstWriteAt()));
    }
    return evidence.isEmpty() ? null : Cause.FIRST_WRITE_RACE.because(evidence);
  }

  static @Nullable Finding writeWhileGrowing(Case misuse) {
    MarkSeen growth = growthInFlight(misuse, false);
    if (growth == null) return null;
    for (Case.View view : misuse.views()) {
      if (view.thread() == growth.thread() || !view.side().writes()) continue;
      return Cause.WRITE_WHILE_GROWING.because(
          List.of(
              String.format(
                  "%s was growing the map, %s, %s",
                  misuse.thread(growth.thread()), growth.text(), misuse.when(growth.start())),
              view.named() + " at " + view.side().site() + " came to write meanwhile"));
    }
    return null;
  }

  /** A growth that belongs to the operation in which one of the sides met the other. */
  private static @Nullable MarkSeen growthInFlight(Case misuse, boolean first) {
    for (int i = misuse.marks().size() - 1; i >= 0; i--) {
      MarkSeen mark = misuse.marks().get(i);
      boolean growth = mark.kind().equals("grow") || mark.kind().equals("rehash");
      boolean bySide =
          mark.thread() >= 0
              && (mark.thread() == misuse.firstThread() || mark.thread() == misuse.secondThread());
      if (!growth || !bySide || (mark.first() == 0) != first) continue;
      Operation around = misuse.operationAround(mark);
      // Whoever was met may begin to grow the map while the other one waits for its side.
      long start = around == null ? mark.start() : around.start();
      long end = around == null ? mark.end() : around.end();
      boolean before = start <= misuse.at();
      boolean near = end >= misuse.at() - MEETING_NANOS;
      if (before && near && !misuse.wentOn(mark.thread(), end)) return mark;
    }
    return null;
  }

  static @Nullable Finding publishedBeforeFilled(Case misuse) {
    int maker = misuse.creator();
    if (maker < 0 || misuse.createdAt() < misuse.at() - FILLING_NANOS) return null;
    for (Case.View view : misuse.views()) {
      if (view.thread() != maker || !view.side().writes() || view.otherThread() == maker) continue;
      if (view.other().writes() || !view.other().known()) continue;
      long writes = 0;
      long last = 0;
      for (Operation operation : misuse.operations()) {
        if (operation.kind() != Kind.ASSIGN) continue;
        if (operation.thread() != maker) return null;
        writes++;
        last = operation.end();
      }
      if (writes == 0) return null;
      return Cause.PUBLISHED_BEFORE_FILLED.because(
          List.of(
              String.format(
                  "%s made the map %s", misuse.thread(maker), misuse.when(misuse.createdAt())),
              String.format(
                  "it alone put into it, %d times, the last %s", writes, misuse.when(last)),
              String.format(
                  "side %d (%s) in %s saw it before that was done",
                  view.otherNumber(),
                  view.other().operation(),
                  misuse.thread(view.otherThread()))));
    }
    return null;
  }
}
