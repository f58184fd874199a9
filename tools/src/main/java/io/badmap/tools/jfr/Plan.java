package io.badmap.tools.jfr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How the events of one type are read in one chunk: what to skip, what to keep, up to the last
 * field wanted.
 */
final class Plan {
  private static final int SKIP = -1;

  private final FieldInfo[] fields;
  private final TypeInfo.Form[] forms;
  private final int[] slots;
  private final Event event;
  private final Consumer<Event> handler;
  private final Symbols symbols;
  private final Pools pools;
  private final LongIntTable constants = new LongIntTable();

  Plan(TypeInfo type, Subscription subscription, Chunk chunk, Pools pools) {
    List<FieldInfo> read = new ArrayList<>();
    List<Integer> into = new ArrayList<>();
    int last = 0;
    for (FieldInfo field : type.fields()) {
      int slot = slot(field, subscription);
      read.add(field);
      into.add(slot);
      if (slot != SKIP) last = read.size();
    }
    fields = read.subList(0, last).toArray(new FieldInfo[0]);
    slots = into.subList(0, last).stream().mapToInt(Integer::intValue).toArray();
    forms = new TypeInfo.Form[last];
    for (int i = 0; i < last; i++) {
      forms[i] = fields[i].constant() ? TypeInfo.Form.NUMBER : fields[i].type().form();
    }
    event = new Event(chunk, subscription.fields().size());
    handler = subscription.handler();
    symbols = chunk.symbols();
    this.pools = pools;
  }

  private static int slot(FieldInfo field, Subscription subscription) {
    int own = subscription.fields().indexOf(field.name());
    int slot =
        own >= 0
            ? Event.OWN + own
            : switch (field.name()) {
              case "startTime" -> Event.START;
              case "duration" -> Event.DURATION;
              case "eventThread" -> Event.THREAD;
              case "stackTrace" -> Event.STACK;
              default -> SKIP;
            };
    boolean single = !field.array();
    boolean simple = field.constant() || field.type().form() != TypeInfo.Form.STRUCT;
    return single && simple ? slot : SKIP;
  }

  /** Reads an event from its first field on and hands it over. */
  void read(Bytes bytes) {
    Event into = event;
    into.clear();
    for (int i = 0; i < slots.length; i++) {
      int slot = slots[i];
      if (slot == SKIP) {
        fields[i].skip(bytes);
        continue;
      }
      switch (forms[i]) {
        case NUMBER -> into.set(slot, bytes.number());
        case INT -> into.set(slot, (int) bytes.number());
        case SHORT -> into.set(slot, (short) bytes.number());
        case BYTE -> into.set(slot, bytes.get());
        case FLOAT -> into.set(slot, (long) bytes.real());
        case DOUBLE -> into.set(slot, (long) bytes.longReal());
        case STRING -> into.set(slot, string(bytes));
        case STRUCT -> throw new IllegalStateException("a structure cannot be kept");
      }
    }
    handler.accept(into);
  }

  private int string(Bytes bytes) {
    byte encoding = bytes.get();
    if (encoding != Symbols.ENCODED_CONSTANT) return symbols.read(encoding, bytes);
    long index = bytes.number();
    int symbol = constants.get(index);
    if (symbol >= 0) return symbol;
    int back = bytes.at();
    symbol = Symbols.NULL;
    int place = pools.place("java.lang.String", index);
    if (place >= 0) {
      bytes.to(place);
      symbol = symbols.read(bytes.get(), bytes);
      bytes.to(back);
    }
    constants.put(index, symbol);
    return symbol;
  }
}
