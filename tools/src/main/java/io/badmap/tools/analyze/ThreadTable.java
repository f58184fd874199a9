package io.badmap.tools.analyze;

import io.badmap.tools.jfr.Chunk;
import io.badmap.tools.jfr.LongIntTable;
import io.badmap.tools.jfr.ThreadInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for the threads of all JVMs. After {@value #MOST} of them the rest share one number. Not
 * for several threads.
 */
final class ThreadTable {
  static final int MOST = 200_000;
  private static final ThreadInfo REST = new ThreadInfo(0, "(other threads)", false);

  private record Key(int jvm, long id) {}

  private final List<ThreadInfo> threads = new ArrayList<>();
  private final List<Integer> jvms = new ArrayList<>();
  private final Map<Key, Integer> numbers = new HashMap<>();
  private final LongIntTable ofChunk = new LongIntTable();

  void nextChunk() {
    ofChunk.clear();
  }

  /** The number of a thread of the chunk that is being read. */
  int number(Chunk chunk, int jvm, long reference) {
    int known = ofChunk.get(reference);
    if (known >= 0) return known;
    int number = number(jvm, chunk.thread(reference));
    ofChunk.put(reference, number);
    return number;
  }

  private int number(int jvm, ThreadInfo info) {
    Key key = new Key(jvm, info.id());
    Integer known = numbers.get(key);
    if (known != null) {
      // Virtual threads and renamed ones: the first name may have been empty.
      if (threads.get(known).name().isEmpty()) threads.set(known, info);
      return known;
    }
    if (threads.size() >= MOST) {
      return numbers.computeIfAbsent(new Key(-1, 0), rest -> add(0, REST));
    }
    numbers.put(key, threads.size());
    return add(jvm, info);
  }

  private int add(int jvm, ThreadInfo info) {
    threads.add(info);
    jvms.add(jvm);
    return threads.size() - 1;
  }

  /** The number of a thread by its id, or -1. */
  int byId(int jvm, long id) {
    return numbers.getOrDefault(new Key(jvm, id), -1);
  }

  ThreadInfo info(int number) {
    return threads.get(number);
  }

  int jvm(int number) {
    return jvms.get(number);
  }

  /** Its name or, where it has none, its id. */
  String name(int number) {
    if (number < 0) return "";
    ThreadInfo info = threads.get(number);
    return info.name().isEmpty()
        ? (info.virtual() ? "virtual-" : "thread-") + info.id()
        : info.name();
  }

  int size() {
    return threads.size();
  }
}
