package io.badmap.guard;

import java.lang.ref.Reference;
import java.security.AccessController;
import java.security.PrivilegedAction;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/** Looks threads up by the end of their id, and into what the calling one carries. */
public final class Threads {
  private static final Unsafe U = Unsafe.getUnsafe();

  /**
   * Where {@code Thread.tid} lies: read as a field, since {@code getId()} can be overridden and
   * {@code threadId()} is missing on JDK 17.
   */
  private static final long WHOLE_ID = U.objectFieldOffset(Thread.class, "tid");

  /** Where its low half lies. */
  static final long ID =
      WHOLE_ID + (java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.BIG_ENDIAN ? 4 : 0);

  private static final ThreadGroup ROOT = root();

  /** So many thread-locals are told at most. */
  private static final int MOST_LOCALS = 4;

  /** Where {@code Thread.threadLocals} lies, and what it leads to; 0 until somebody asks. */
  private static volatile long locals;

  private static long table;
  private static long value;

  private Threads() {}

  static long wholeId(Thread thread) {
    return U.getLong(thread, WHOLE_ID);
  }

  /** The low half of the id of {@code thread}, without a call of its overridable methods. */
  public static int id(Thread thread) {
    return U.getInt(thread, ID);
  }

  private static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** The live platform threads. */
  public static Thread[] live() {
    Thread[] threads = new Thread[ROOT.activeCount() + 16];
    int n = ROOT.enumerate(threads, true);
    while (n == threads.length) {
      threads = new Thread[threads.length * 2];
      n = ROOT.enumerate(threads, true);
    }
    Thread[] live = new Thread[n];
    System.arraycopy(threads, 0, live, 0, n);
    return live;
  }

  /**
   * A live platform thread other than the current one that {@code tag} may be of; one that stands
   * in an operation on a map of the kind of {@code map} is preferred. Its stack goes to {@code
   * stacks[0]}. Once ids repeat in their tags, one that stands elsewhere may be a namesake of a
   * thread that has ended, and is not given.
   */
  @SuppressWarnings("removal")
  static @Nullable Thread find(int tag, Object map, StackTraceElement[][] stacks) {
    // Under a security manager the application's frames on this stack may not look at threads.
    return AccessController.doPrivileged(
        new PrivilegedAction<@Nullable Thread>() {
          @Override
          public @Nullable Thread run() {
            return search(tag, map, stacks);
          }
        });
  }

  private static @Nullable Thread search(int tag, Object map, StackTraceElement[][] stacks) {
    Thread found = null;
    boolean unique = Namesakes.isUnique(id(Thread.currentThread()));
    for (Thread thread : live()) {
      unique &= Namesakes.isUnique(id(thread));
      if (thread == Thread.currentThread() || !GuardWord.isOf(tag, id(thread))) {
        continue;
      }
      StackTraceElement[] stack = thread.getStackTrace();
      boolean inside = Stacks.insideMap(stack, map);
      if (found == null || inside) {
        found = thread;
        stacks[0] = inside ? Stacks.fromWrite(stack, map) : stack;
      }
      if (inside) {
        return found;
      }
    }
    return unique ? found : null;
  }

  /**
   * The thread-locals of the calling thread whose value is of a class with {@code part} in its
   * name. They are read as they lie there, so that no code of theirs runs, not even the one that
   * makes a first value, and no class is loaded.
   *
   * @return thread-locals and their values in turn, a thread-local {@code null} where it is gone;
   *     {@code null} for none, or on a JDK that keeps them otherwise
   */
  public static @Nullable Object @Nullable [] localsNamed(String part) {
    if (locals == 0) {
      findLocals();
    }
    if (locals < 0) {
      return null;
    }
    Object map = U.getReference(Thread.currentThread(), locals);
    Object[] entries = map == null ? null : (Object[]) U.getReference(map, table);
    if (entries == null) {
      return null;
    }
    @Nullable Object[] found = null;
    int n = 0;
    for (Object entry : entries) {
      Object held = entry == null ? null : U.getReference(entry, value);
      if (held == null || !held.getClass().getName().contains(part)) {
        continue;
      }
      if (found == null) {
        found = new @Nullable Object[2 * MOST_LOCALS];
      }
      if (n < found.length) {
        found[n++] = ((Reference<?>) entry).get();
        found[n++] = held;
      }
    }
    return found;
  }

  /** Two threads that do this at once find the same. */
  private static void findLocals() {
    try {
      Class<?> map = Class.forName("java.lang.ThreadLocal$ThreadLocalMap", false, null);
      Class<?> entry = Class.forName("java.lang.ThreadLocal$ThreadLocalMap$Entry", false, null);
      table = U.objectFieldOffset(map, "table");
      value = U.objectFieldOffset(entry, "value");
      locals = U.objectFieldOffset(Thread.class, "threadLocals");
    } catch (ClassNotFoundException | InternalError e) {
      locals = -1;
    }
  }
}
