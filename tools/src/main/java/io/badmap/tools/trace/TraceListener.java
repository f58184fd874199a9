package io.badmap.tools.trace;

import io.badmap.tools.jfr.Frame;
import java.util.List;

/** Is given what passes the filters while recordings are read, in the order of the files. */
public interface TraceListener {
  /** Whether {@link #stack} is to be called, which costs some time. */
  default boolean wantsStacks() {
    return false;
  }

  /** Whether {@link #operation} is to be called, which makes an object of each. */
  default boolean wantsOperations() {
    return false;
  }

  /** An operation. */
  default void operation(Operation operation, Names names) {}

  /** Something inside a map. */
  default void mark(MarkSeen mark, Names names) {}

  /** A stretch in which a thread stood still. */
  default void stretch(Stretch stretch, Names names) {}

  /**
   * Something that has a stack, innermost frame first; a single frame where the recording has the
   * caller only.
   */
  default void stack(Counted what, List<Frame> stack) {}

  /** What is counted by stack. */
  enum Counted {
    OPERATIONS,
    CREATIONS,
    MISUSES
  }

  /** From numbers to what they stand for. */
  interface Names {
    /** A string. */
    String text(int number);

    /** The name of a thread. */
    String thread(int number);

    /** The JVM of a thread. */
    int jvmOfThread(int number);

    /** The id of a thread in its JVM. */
    long threadId(int number);

    /** Name, class and id of a map. */
    String map(int number);
  }
}
