package io.badmap.agent.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The stack of a thread that takes no part in a misuse.
 *
 * @param name its name
 * @param id its id
 * @param state its state
 * @param stack innermost frame first
 */
record ThreadStack(String name, long id, Thread.State state, List<StackTraceElement> stack) {
  /** Every live platform thread but those with the given ids, ordered by id. */
  static List<ThreadStack> allBut(long... ids) {
    List<ThreadStack> stacks = new ArrayList<>();
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      Thread thread = entry.getKey();
      long id = ThreadFacts.id(thread);
      if (entry.getValue().length > 0 && !contains(ids, id)) {
        stacks.add(
            new ThreadStack(thread.getName(), id, thread.getState(), List.of(entry.getValue())));
      }
    }
    stacks.sort(Comparator.comparingLong(ThreadStack::id));
    return stacks;
  }

  private static boolean contains(long[] ids, long id) {
    for (long each : ids) {
      if (each == id) {
        return true;
      }
    }
    return false;
  }
}
