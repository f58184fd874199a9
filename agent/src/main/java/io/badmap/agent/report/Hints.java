package io.badmap.agent.report;

import io.badmap.Access;
import io.badmap.Check;
import io.badmap.Effect;
import io.badmap.HeldLock;
import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.Seen;
import io.badmap.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names the pattern of a misuse and what would mend it, from the locks and frames of both sides.
 * Says only what they show: read locks have no owner in the JVM, so a side without an exclusive
 * lock may still hold one of those.
 */
final class Hints {
  private static final String WRAPPER = "java.util.Collections$Synchronized";

  private static final String HASHTABLE = "java.util.Hashtable";

  private static final String RECURSION =
      "a mapping function must not change the map that calls it: look up first, compute outside, then"
          + " putIfAbsent";

  private final MisuseReport report;
  private final @Nullable MapName name;

  private Hints(MisuseReport report, @Nullable MapName name) {
    this.report = report;
    this.name = name;
  }

  static String hint(MisuseReport report, @Nullable MapName name) {
    if (report.kind() == MisuseKind.RECURSIVE_UPDATE) {
      return RECURSION;
    }
    if (report.kind() == MisuseKind.CHECK_THEN_ACT) {
      return atomically(report);
    }
    Hints hints = new Hints(report, name);
    String pattern = hints.pattern();
    String hint =
        pattern != null ? pattern : "guard every use of the map by one lock" + hints.orReplace();
    return hint.replace("the map", "the " + report.kind().subject());
  }

  private static String atomically(MisuseReport report) {
    Check check = report.check();
    if (check != null && check.seen() == Seen.ABSENT) {
      return "computeIfAbsent or putIfAbsent looks up and puts in one step, merge where the values add"
          + " up";
    }
    return "compute, merge or computeIfPresent looks up and puts in one step, or put with"
        + " replace(key, old, new) and look again where it fails";
  }

  private @Nullable String pattern() {
    if (writesInParallelStream(report.first()) && writesInParallelStream(report.second())) {
      return "a parallel stream fills the map: collect into it with a Collector, or use a"
          + " concurrent one";
    }
    String expunger = expunger(report.first(), 1);
    if (expunger == null) {
      expunger = expunger(report.second(), 2);
    }
    if (expunger != null) {
      return expunger;
    }
    String reader = writingReader();
    if (reader != null) {
      return reader
          + " in an access-ordered LinkedHashMap, where a read moves the entry and so writes: take"
          + " the exclusive lock for it, a read lock is not enough";
    }
    if (getsLinked(report.first(), report.second())
        || getsLinked(report.second(), report.first())) {
      return "get from an access-ordered LinkedHashMap moves the entry and so writes: take the"
          + " exclusive lock for it, a read lock is not enough; where the map is not access-ordered,"
          + " the side that writes is not known";
    }
    String iteration = bareIteration();
    return iteration != null ? iteration : locks();
  }

  private static boolean writesInParallelStream(Side side) {
    if (isUnknown(side)) {
      return true;
    }
    boolean stream = false;
    boolean parallel = false;
    for (StackTraceElement frame : side.stack()) {
      String className = frame.getClassName();
      stream |= className.startsWith("java.util.stream.");
      parallel |=
          className.startsWith("java.util.concurrent.ForkJoin")
              || className.equals("java.util.concurrent.CountedCompleter");
    }
    return stream && parallel && side.access() == Access.WRITE;
  }

  /** A look into a WeakHashMap that took out entries whose keys are gone. */
  private static @Nullable String expunger(Side side, int number) {
    for (StackTraceElement frame : side.stack()) {
      if (MapCode.layer(frame) != MapCode.Layer.MAP) {
        return null;
      }
      if (frame.getMethodName().equals("expungeStaleEntries")) {
        return "side "
            + number
            + " ("
            + side.operation()
            + ") takes out entries whose keys are gone, as nearly every method of a WeakHashMap"
            + " does, and so writes: take the exclusive lock for it, a read lock is not enough";
      }
    }
    return null;
  }

  /** {@code side 1 gets} where a side only looked something up and still wrote. */
  private @Nullable String writingReader() {
    boolean first = isWritingRead(report.first());
    boolean second = isWritingRead(report.second());
    if (first && second) {
      return "both sides get";
    }
    return first ? "side 1 gets" : second ? "side 2 gets" : null;
  }

  private static boolean isWritingRead(Side side) {
    String operation = side.operation();
    return operation != null
        && operation.startsWith("get")
        && side.access() == Access.WRITE
        && side.effect() != Effect.NONE;
  }

  /** A get that met somebody who can no longer be told: most often a get like itself. */
  private static boolean getsLinked(Side side, Side other) {
    String operation = side.operation();
    return isUnknown(other)
        && operation != null
        && operation.startsWith("get")
        && hasLinkedFrame(side);
  }

  /** A Hashtable first: its views are synchronized wrappers whose lock is the table's. */
  private @Nullable String bareIteration() {
    String iteration = bareEnumeration(report.first(), 1);
    if (iteration == null) {
      iteration = bareEnumeration(report.second(), 2);
    }
    if (iteration == null) {
      iteration = bareIteration(report.first(), 1, report.second());
    }
    return iteration != null ? iteration : bareIteration(report.second(), 2, report.first());
  }

  private static @Nullable String bareIteration(Side side, int number, Side other) {
    if (side.access() != Access.ITERATION || holds(side, WRAPPER) || throughWrapper(side)) {
      return null;
    }
    if (!holds(other, WRAPPER) && !throughWrapper(other)) {
      return null;
    }
    return "side "
        + number
        + " iterates a synchronized wrapper without its lock: iterate inside synchronized (wrapper)"
        + ", or over a copy made there";
  }

  /** Of a table whose methods all take its lock, which an iterator leaves to whoever steps it. */
  private @Nullable String bareEnumeration(Side side, int number) {
    if (side.access() != Access.ITERATION || !goesThrough(side, HASHTABLE) || holdsMap(side)) {
      return null;
    }
    return "side "
        + number
        + " iterates a Hashtable without its lock, which its other methods take: iterate inside"
        + " synchronized (table), or over a copy made there"
        + orReplace();
  }

  private boolean holdsMap(Side side) {
    List<HeldLock> locks = side.locks();
    if (locks == null) {
      return false;
    }
    for (HeldLock lock : locks) {
      if (lock.identity() == report.mapIdentity() && lock.className().equals(report.mapClass())) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(Side side, String classPrefix) {
    List<HeldLock> locks = side.locks();
    if (locks == null) {
      return false;
    }
    for (HeldLock lock : locks) {
      if (lock.className().startsWith(classPrefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean throughWrapper(Side side) {
    for (StackTraceElement frame : side.stack()) {
      if (MapCode.layer(frame) != MapCode.Layer.MAP) {
        return false;
      }
      if (frame.getClassName().startsWith(WRAPPER)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String locks() {
    List<HeldLock> first = report.first().locks();
    List<HeldLock> second = report.second().locks();
    if (first == null || second == null) {
      return null;
    }
    if (first.isEmpty() && second.isEmpty()) {
      return noLock();
    }
    if (second.isEmpty()) {
      return oneLocks(1, report.first(), 2);
    }
    if (first.isEmpty()) {
      return oneLocks(2, report.second(), 1);
    }
    return shareOne(first, second)
        ? null
        : "both sides lock, but not the same lock: guard the map by one of them on both sides";
  }

  private String noLock() {
    String where = name != null && name.isStatic() ? ", and its static field shares the map" : "";
    return "no lock on either side" + where + ": guard every use by one lock" + orReplace();
  }

  private static String oneLocks(int locked, Side side, int bare) {
    String verb =
        switch (side.access()) {
          case WRITE -> "writes";
          case READ -> "reads";
          case ITERATION -> "iterates";
          case CLONE -> "clones";
        };
    return "side " + locked + ' ' + verb + " under a lock, side " + bare + " does not take it";
  }

  private static boolean shareOne(List<HeldLock> first, List<HeldLock> second) {
    for (HeldLock a : first) {
      for (HeldLock b : second) {
        if (a.identity() == b.identity() && a.className().equals(b.className())) {
          return true;
        }
      }
    }
    return false;
  }

  /** The concurrent class that could take the place of this one. */
  private String orReplace() {
    if (!report.kind().subject().equals("map")) {
      return orReplaceList();
    }
    if (isLinked(report.first()) || isLinked(report.second()) || hasNoConcurrentCousin()) {
      return ", as Collections.synchronizedMap does";
    }
    if (isOf("java.util.TreeMap")) {
      return isOf("java.util.TreeSet")
          ? ", or make it a ConcurrentSkipListSet"
          : ", or make it a ConcurrentSkipListMap";
    }
    if (isOf("java.util.HashSet")) {
      return ", or use ConcurrentHashMap.newKeySet()";
    }
    return ", or make it a ConcurrentHashMap";
  }

  private String orReplaceList() {
    if (isOf("java.util.PriorityQueue")) {
      return ", or make it a PriorityBlockingQueue";
    }
    if (isOf("java.util.ArrayDeque")) {
      return ", or make it a ConcurrentLinkedDeque";
    }
    return ", as Collections.synchronizedList does, or make it a CopyOnWriteArrayList where it is"
        + " mostly read";
  }

  /** Subclasses too, such as a cache with {@code removeEldestEntry}. */
  private boolean isLinked(Side side) {
    return report.mapClass().startsWith("java.util.LinkedHash") || hasLinkedFrame(side);
  }

  private static boolean hasLinkedFrame(Side side) {
    for (StackTraceElement frame : side.stack()) {
      if (MapCode.layer(frame) != MapCode.Layer.MAP) {
        return false;
      }
      if (frame.getClassName().startsWith("java.util.LinkedHashMap")) {
        return true;
      }
    }
    return false;
  }

  private boolean hasNoConcurrentCousin() {
    return isOf("java.util.WeakHashMap")
        || isOf("java.util.IdentityHashMap")
        || isOf("java.util.EnumMap");
  }

  /** Whether a side goes through a class, its views and subclasses included. */
  private boolean isOf(String className) {
    return goesThrough(report.first(), className) || goesThrough(report.second(), className);
  }

  private static boolean goesThrough(Side side, String className) {
    for (StackTraceElement frame : side.stack()) {
      if (MapCode.layer(frame) != MapCode.Layer.MAP) {
        return false;
      }
      if (MapCode.topLevel(frame.getClassName()).equals(className)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnknown(Side side) {
    return side.threadName() == null && side.stack().isEmpty();
  }
}
