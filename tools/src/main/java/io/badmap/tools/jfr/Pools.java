package io.badmap.tools.jfr;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the constants of a chunk lie. They are read when an event that counts refers to them. */
final class Pools {
  private final Metadata metadata;
  private final Map<String, LongIntTable> places = new HashMap<>();

  Pools(Metadata metadata) {
    this.metadata = metadata;
  }

  /**
   * Notes the constants of one checkpoint event.
   *
   * @throws IndexOutOfBoundsException if it is cut off
   */
  void add(Bytes bytes, int at) {
    bytes.to(at);
    // Size, type, start, duration and the distance to the one before.
    for (int i = 0; i < 5; i++) bytes.skipNumber();
    bytes.skip(1);
    for (int pools = bytes.count(); pools > 0; pools--) {
      TypeInfo type = metadata.type(bytes.number());
      if (type == null) throw new IndexOutOfBoundsException("constants of an unknown class");
      LongIntTable table = places.computeIfAbsent(type.name(), name -> new LongIntTable());
      for (int constants = bytes.count(); constants > 0; constants--) {
        table.put(bytes.number(), bytes.at());
        type.skip(bytes);
      }
    }
  }

  /** The place of a constant, or -1. */
  int place(String type, long index) {
    LongIntTable table = places.get(type);
    return table == null ? LongIntTable.ABSENT : table.get(index);
  }

  /** Moves to a field of a constant; false where there is none. */
  boolean toField(Bytes bytes, String type, long index, String field) {
    int place = place(type, index);
    TypeInfo info = metadata.type(metadata.id(type));
    if (place < 0 || info == null) return false;
    bytes.to(place);
    for (FieldInfo each : info.fields()) {
      if (each.name().equals(field)) return true;
      each.skip(bytes);
    }
    return false;
  }

  @Nullable TypeInfo type(String name) {
    return metadata.type(metadata.id(name));
  }
}
