package io.badmap.tools.jfr;

/**
 * The fields of one event that were asked for. Valid until the handler returns. Own fields have the
 * numbers from {@link #OWN} on, in the order of the {@link Subscription}.
 */
public final class Event {
  /** The first field of the subscription. */
  public static final int OWN = 4;

  static final int START = 0;
  static final int DURATION = 1;
  static final int THREAD = 2;
  static final int STACK = 3;

  private final Chunk chunk;
  private final long[] values;
  private long present;

  Event(Chunk chunk, int fields) {
    this.chunk = chunk;
    values = new long[OWN + fields];
  }

  void clear() {
    present = 0;
  }

  void set(int field, long value) {
    values[field] = value;
    present |= 1L << field;
  }

  /** Whether the recording has the field. */
  public boolean has(int field) {
    return (present & 1L << field) != 0;
  }

  /** A number or, as 1 or 0, a truth; 0 where there is none. */
  public long number(int field) {
    return has(field) ? values[field] : 0;
  }

  /** A number that fits. */
  public int integer(int field) {
    return (int) number(field);
  }

  /** A number, or {@code otherwise} where the recording does not have the field. */
  public int integer(int field, int otherwise) {
    return has(field) ? (int) values[field] : otherwise;
  }

  /** Whether the field is there and true. */
  public boolean truth(int field) {
    return number(field) != 0;
  }

  /** The number of a string among the {@link Symbols}; 0 where there is none. */
  public int symbol(int field) {
    return (int) number(field);
  }

  /** A string, empty where there is none. */
  public String text(int field) {
    return chunk.symbols().text(symbol(field));
  }

  /** The name of a class, with dots; empty where there is none. */
  public String className(int field) {
    return has(field) ? chunk.className(values[field]) : "";
  }

  /** A thread in a field of its own, as a constant of {@link Chunk#thread}; 0 for none. */
  public long reference(int field) {
    return number(field);
  }

  /** The thread of the event as a constant of {@link Chunk#thread}, or 0. */
  public long thread() {
    return number(THREAD);
  }

  /** The stack of the event as a constant of {@link Chunk#stack}, or 0. */
  public long stack() {
    return number(STACK);
  }

  /** When it began, in nanoseconds since 1970, on the clock of its JVM's first chunk. */
  public long startNanos() {
    return chunk.nanos(number(START));
  }

  /**
   * A field that holds milliseconds of the wall clock, in the nanoseconds of {@link #startNanos}.
   */
  public long nanosOfMillis(int field) {
    return chunk.nanosOfMillis(number(field));
  }

  /** How long it took; 0 where it is an instant. */
  public long durationNanos() {
    return (long) (number(DURATION) * chunk.header().nanosPerTick());
  }

  /** The chunk in which it lies. */
  public Chunk chunk() {
    return chunk;
  }
}
