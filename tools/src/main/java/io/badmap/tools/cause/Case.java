package io.badmap.tools.cause;

import io.badmap.tools.model.Side;
import io.badmap.tools.trace.MarkSeen;
import io.badmap.tools.trace.Operation;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A misuse with what the trace has about it. Times are nanoseconds since 1970.
 *
 * @param mapClass class of the map
 * @param at when the two met
 * @param createdAt when the map was made; -1 where the recording does not have it
 * @param creator number of the thread that made it; -1 where not known
 * @param firstWriteAt when the first write of the whole recording began; {@link Long#MAX_VALUE}
 *     where there is none
 * @param first the side that met the conflict
 * @param second the other one
 * @param firstThread number of its thread; -1 where not known
 * @param secondThread number of its thread; -1 where not known
 * @param operations on the map around that time, by time
 * @param marks of the map around that time, by time
 * @param threads the names of threads
 */
public record Case(
    String mapClass,
    long at,
    long createdAt,
    int creator,
    long firstWriteAt,
    Side first,
    Side second,
    int firstThread,
    int secondThread,
    List<Operation> operations,
    List<MarkSeen> marks,
    IntFunction<String> threads) {
  /** A side, its number and thread, and the other one. */
  record View(int number, Side side, int thread, Side other, int otherThread) {
    String named() {
      return "side " + number + " (" + side.operation() + ")";
    }

    int otherNumber() {
      return 3 - number;
    }
  }

  List<View> views() {
    return List.of(
        new View(1, first, firstThread, second, secondThread),
        new View(2, second, secondThread, first, firstThread));
  }

  boolean bothWrite() {
    return first.writes() && second.writes();
  }

  boolean bothKnown() {
    return first.known() && second.known();
  }

  boolean locksKnown() {
    return bothKnown() && first.locks() != null && second.locks() != null;
  }

  String thread(int number) {
    return number < 0 ? "an unknown thread" : '"' + threads.apply(number) + '"';
  }

  /** {@code 1.204 ms before}. */
  String when(long nanos) {
    return String.format(
        Locale.ROOT, "%.3f ms %s", Math.abs(nanos - at) / 1e6, nanos <= at ? "before" : "after");
  }

  /** The operation of a thread in which a mark lies; null where none was recorded. */
  @Nullable Operation operationAround(MarkSeen mark) {
    for (Operation operation : operations) {
      if (operation.thread() == mark.thread()
          && operation.start() <= mark.start()
          && operation.end() >= mark.end()) {
        return operation;
      }
    }
    return null;
  }

  /**
   * Whether a write was over before the two met: of another thread, or of a side that had begun
   * something else by then. The last one of a side may be its half of the meeting, which is also
   * noticed as it ends.
   */
  boolean wasWrittenBefore() {
    for (Operation operation : operations) {
      if (operation.writes() && operation.end() < at && isBeforeMeeting(operation)) return true;
    }
    return false;
  }

  private boolean isBeforeMeeting(Operation over) {
    if (over.thread() != firstThread && over.thread() != secondThread) return true;
    for (Operation next : operations) {
      if (next.thread() == over.thread() && next.start() >= over.end() && next.start() <= at) {
        return true;
      }
    }
    return false;
  }

  /** Whether a thread began another operation on the map after a time, before the misuse. */
  boolean wentOn(int thread, long after) {
    for (Operation operation : operations) {
      if (operation.thread() == thread && operation.start() > after && operation.end() < at) {
        return true;
      }
    }
    return false;
  }
}
