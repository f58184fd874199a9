package io.badmap.agent.atomicity;

import java.util.ArrayList;
import java.util.List;

/**
 * One method that {@code atomicity=on} hooks. In all of them the key is the first argument.
 *
 * @param className binary name of the class
 * @param method its name
 * @param arguments how many it takes
 * @param entry what is told at its start
 * @param value the local of the value that is stored; 0 for a removal
 * @param exit what is told before it returns
 * @param result the call whose results are what is stored, {@code apply} of a function or a method
 *     of the map inside; {@code null} for none
 */
record AtomicityPoint(
    String className,
    String method,
    int arguments,
    Entry entry,
    int value,
    Exit exit,
    @org.jspecify.annotations.Nullable String result) {
  /** What is told at the start of a method. */
  enum Entry {
    NOTHING,
    WRITING,
    WRITING_ANY,
    REMOVING_ANY,
    DROP
  }

  /** What is told before a method returns. */
  enum Exit {
    NOTHING,
    /** The value found. */
    LOOKED,
    /** The value found, or the default in the second argument. */
    LOOKED_OR_DEFAULT,
    CONTAINED,
    /** A write; the result says whether it changed something. */
    WROTE,
    /** A put, which gives back what it replaced. */
    PUT,
    PUT_IF_ABSENT,
    /** A put whose third argument says whether only if absent. */
    PUT_MAYBE
  }

  static final String HASH = "java.util.concurrent.ConcurrentHashMap";
  static final String SKIP_LIST = "java.util.concurrent.ConcurrentSkipListMap";
  static final String SYNCHRONIZED = "java.util.Collections$SynchronizedMap";

  static final List<String> CLASSES = List.of(HASH, SKIP_LIST, SYNCHRONIZED);

  static final List<AtomicityPoint> ALL = all();

  private static List<AtomicityPoint> all() {
    List<AtomicityPoint> all = new ArrayList<>();
    hashMap(all);
    skipListMap(all);
    synchronizedMap(all);
    return List.copyOf(all);
  }

  private static void hashMap(List<AtomicityPoint> all) {
    all.add(lookup(HASH, "get", 1, Exit.LOOKED));
    all.add(lookup(HASH, "containsKey", 1, Exit.CONTAINED));
    all.add(write(HASH, "putVal", 3, 2, Exit.PUT_MAYBE));
    all.add(write(HASH, "replaceNode", 3, 2, Exit.WROTE));
    all.add(whole(HASH, "clear", 0, Entry.REMOVING_ANY));
    all.add(computing(HASH, "computeIfAbsent", 2, "apply"));
    all.add(computing(HASH, "computeIfPresent", 2, "apply"));
    all.add(computing(HASH, "compute", 2, "apply"));
    // Where the key is absent the second argument is stored as it is.
    all.add(new AtomicityPoint(HASH, "merge", 3, Entry.WRITING, 2, Exit.WROTE, "apply"));
  }

  private static void skipListMap(List<AtomicityPoint> all) {
    all.add(lookup(SKIP_LIST, "doGet", 1, Exit.LOOKED));
    all.add(lookup(SKIP_LIST, "containsKey", 1, Exit.CONTAINED));
    all.add(write(SKIP_LIST, "doPut", 3, 2, Exit.PUT_MAYBE));
    all.add(write(SKIP_LIST, "doRemove", 2, 0, Exit.WROTE));
    all.add(write(SKIP_LIST, "replace", 2, 2, Exit.WROTE));
    all.add(write(SKIP_LIST, "replace", 3, 3, Exit.WROTE));
    all.add(whole(SKIP_LIST, "clear", 0, Entry.REMOVING_ANY));
    all.add(whole(SKIP_LIST, "doRemoveFirstEntry", 0, Entry.REMOVING_ANY));
    all.add(whole(SKIP_LIST, "doRemoveLastEntry", 0, Entry.REMOVING_ANY));
    all.add(whole(SKIP_LIST, "replaceAll", 1, Entry.WRITING_ANY));
    all.add(computing(SKIP_LIST, "computeIfAbsent", 2, "apply"));
    all.add(computing(SKIP_LIST, "computeIfPresent", 2, "apply"));
    all.add(computing(SKIP_LIST, "compute", 2, "apply"));
    all.add(computing(SKIP_LIST, "merge", 3, "apply"));
  }

  private static void synchronizedMap(List<AtomicityPoint> all) {
    all.add(lookup(SYNCHRONIZED, "get", 1, Exit.LOOKED));
    all.add(lookup(SYNCHRONIZED, "getOrDefault", 2, Exit.LOOKED_OR_DEFAULT));
    all.add(lookup(SYNCHRONIZED, "containsKey", 1, Exit.CONTAINED));
    all.add(write(SYNCHRONIZED, "put", 2, 2, Exit.PUT));
    all.add(write(SYNCHRONIZED, "putIfAbsent", 2, 2, Exit.PUT_IF_ABSENT));
    all.add(write(SYNCHRONIZED, "remove", 1, 0, Exit.WROTE));
    all.add(write(SYNCHRONIZED, "remove", 2, 0, Exit.WROTE));
    all.add(write(SYNCHRONIZED, "replace", 2, 2, Exit.WROTE));
    all.add(write(SYNCHRONIZED, "replace", 3, 3, Exit.WROTE));
    all.add(whole(SYNCHRONIZED, "putAll", 1, Entry.WRITING_ANY));
    all.add(whole(SYNCHRONIZED, "replaceAll", 1, Entry.WRITING_ANY));
    all.add(whole(SYNCHRONIZED, "clear", 0, Entry.REMOVING_ANY));
    for (String view : List.of("keySet", "values", "entrySet")) {
      all.add(whole(SYNCHRONIZED, view, 0, Entry.DROP));
    }
    // What it gives back may have been there before, so it is no write that could be named.
    all.add(write(SYNCHRONIZED, "computeIfAbsent", 2, -1, Exit.WROTE));
    all.add(computing(SYNCHRONIZED, "computeIfPresent", 2, "computeIfPresent"));
    all.add(computing(SYNCHRONIZED, "compute", 2, "compute"));
    all.add(computing(SYNCHRONIZED, "merge", 3, "merge"));
  }

  private static AtomicityPoint lookup(String type, String method, int arguments, Exit exit) {
    return new AtomicityPoint(type, method, arguments, Entry.NOTHING, 0, exit, null);
  }

  private static AtomicityPoint write(
      String type, String method, int arguments, int value, Exit exit) {
    Entry entry = value < 0 ? Entry.NOTHING : Entry.WRITING;
    return new AtomicityPoint(type, method, arguments, entry, value, exit, null);
  }

  private static AtomicityPoint whole(String type, String method, int arguments, Entry entry) {
    return new AtomicityPoint(type, method, arguments, entry, 0, Exit.NOTHING, null);
  }

  private static AtomicityPoint computing(
      String type, String method, int arguments, String result) {
    return new AtomicityPoint(type, method, arguments, Entry.NOTHING, 0, Exit.WROTE, result);
  }
}
