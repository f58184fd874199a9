package io.badmap.tools.jfr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The part of a recording that has its own types, constants and clock. Valid while its events are
 * handed over. Not for several threads.
 */
public final class Chunk {
  private static final String STACK_TRACE = "jdk.types.StackTrace";
  private static final String STACK_FRAME = "jdk.types.StackFrame";
  private static final String METHOD = "jdk.types.Method";
  private static final String SYMBOL = "jdk.types.Symbol";
  private static final String CLASS = "java.lang.Class";
  private static final String THREAD = "java.lang.Thread";

  private final ChunkHeader header;
  private final Bytes bytes;
  private final Symbols symbols;
  private final Pools pools;
  private final Map<Long, String> classNames = new HashMap<>();
  private final Map<Long, Frame> methods = new HashMap<>();
  private JvmInfo jvm = JvmInfo.UNKNOWN;
  private long clockStep;

  Chunk(ChunkHeader header, Bytes bytes, Symbols symbols, Pools pools) {
    this.header = header;
    this.bytes = bytes;
    this.symbols = symbols;
    this.pools = pools;
  }

  void describe(JvmInfo info, long step) {
    jvm = info;
    clockStep = step;
  }

  /** Its first bytes. */
  public ChunkHeader header() {
    return header;
  }

  /** Whose chunk it is. */
  public JvmInfo jvm() {
    return jvm;
  }

  /** The numbers of strings. */
  public Symbols symbols() {
    return symbols;
  }

  /** The time of a tick in nanoseconds since 1970, without what the wall clock was changed by. */
  public long nanos(long ticks) {
    return header.startNanos()
        - clockStep
        + (long) ((ticks - header.startTicks()) * header.nanosPerTick());
  }

  /** A time of the wall clock, in milliseconds since 1970, on the clock of {@link #nanos}. */
  long nanosOfMillis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis) - clockStep;
  }

  /** What is known of a thread. */
  public ThreadInfo thread(long reference) {
    return apart(
        () -> {
          long javaId = number(THREAD, reference, "javaThreadId");
          String javaName = text(THREAD, reference, "javaName");
          if (javaId > 0) {
            boolean virtual =
                pools.toField(bytes, THREAD, reference, "virtual") && bytes.get() != 0;
            return new ThreadInfo(javaId, javaName, virtual);
          }
          String name = text(THREAD, reference, "osName");
          return new ThreadInfo(-number(THREAD, reference, "osThreadId"), name, false);
        });
  }

  /** The name of a class, with dots. */
  public String className(long reference) {
    String known = classNames.get(reference);
    if (known != null) return known;
    String name =
        apart(() -> text(SYMBOL, number(CLASS, reference, "name"), "string").replace('/', '.'));
    classNames.put(reference, name);
    return name;
  }

  /** A stack from its innermost frame; empty where there is none. */
  public List<Frame> stack(long reference) {
    if (reference == 0) return List.of();
    return apart(() -> frames(reference));
  }

  private List<Frame> frames(long reference) {
    TypeInfo frame = pools.type(STACK_FRAME);
    if (frame == null || !pools.toField(bytes, STACK_TRACE, reference, "frames")) return List.of();
    int count = bytes.count();
    List<Frame> frames = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long method = 0;
      int line = 0;
      for (FieldInfo field : frame.fields()) {
        switch (field.name()) {
          case "method" -> method = bytes.number();
          case "lineNumber" -> line = (int) bytes.number();
          default -> field.skip(bytes);
        }
      }
      Frame named = method(method);
      frames.add(new Frame(named.className(), named.method(), line));
    }
    return frames;
  }

  private Frame method(long reference) {
    Frame known = methods.get(reference);
    if (known != null) return known;
    Frame method =
        apart(
            () -> {
              String name = text(SYMBOL, number(METHOD, reference, "name"), "string");
              String type = className(number(METHOD, reference, "type"));
              return new Frame(type, name, 0);
            });
    methods.put(reference, method);
    return method;
  }

  private long number(String type, long reference, String field) {
    return pools.toField(bytes, type, reference, field) ? bytes.number() : 0;
  }

  private String text(String type, long reference, String field) {
    if (!pools.toField(bytes, type, reference, field)) return "";
    byte encoding = bytes.get();
    if (encoding != Symbols.ENCODED_CONSTANT) return symbols.text(symbols.read(encoding, bytes));
    int place = pools.place("java.lang.String", bytes.number());
    if (place < 0) return "";
    bytes.to(place);
    return symbols.text(symbols.read(bytes.get(), bytes));
  }

  private interface Look<T> {
    T look();
  }

  /** Looks elsewhere in the bytes and comes back. */
  private <T> T apart(Look<T> look) {
    int back = bytes.at();
    try {
      return look.look();
    } finally {
      bytes.to(back);
    }
  }
}
