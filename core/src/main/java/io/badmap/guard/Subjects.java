package io.badmap.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Tells the lists and queues that can be watched from maps. */
public final class Subjects {
  private static final String[] WRITES = {
    "add",
    "addAll",
    "addFirst",
    "addLast",
    "set",
    "remove",
    "removeFirst",
    "removeLast",
    "removeFirstOccurrence",
    "removeLastOccurrence",
    "removeRange",
    "removeIf",
    "removeAll",
    "retainAll",
    "replaceAll",
    "sort",
    "clear",
    "ensureCapacity",
    "trimToSize",
    "offer",
    "poll",
    "pollFirst",
    "pollLast"
  };

  private Subjects() {}

  /** Whether {@code subject} is a list or a queue of a covered class. */
  public static boolean isList(@Nullable Object subject) {
    return rootOf(subject) != null;
  }

  /** Whether it is one of the queues; a {@code LinkedList} is a list. */
  public static boolean isQueue(@Nullable Object subject) {
    return isDeque(subject) || subject instanceof PriorityQueue;
  }

  static boolean isDeque(@Nullable Object subject) {
    return subject instanceof ArrayDeque;
  }

  /** The name of the covered class that a list or queue is of; {@code null} for everything else. */
  static @Nullable String rootOf(@Nullable Object subject) {
    if (subject instanceof ArrayList) {
      return "java.util.ArrayList";
    }
    if (subject instanceof LinkedList) {
      return "java.util.LinkedList";
    }
    if (isDeque(subject)) {
      return "java.util.ArrayDeque";
    }
    return subject instanceof PriorityQueue ? "java.util.PriorityQueue" : null;
  }

  /**
   * Whether a frame is a write of the covered class {@code root}. A list calls back from its reads
   * all the time, {@code forEach} most of all, so that a frame of its class alone shows nothing.
   */
  static boolean isWrite(StackTraceElement frame, String root) {
    if (!Stacks.isOrIsNestedIn(frame.getClassName(), root)) {
      return false;
    }
    for (String write : WRITES) {
      if (write.equals(frame.getMethodName())) {
        return true;
      }
    }
    return false;
  }
}
