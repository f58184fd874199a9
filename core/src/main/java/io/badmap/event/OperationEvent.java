package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import org.jspecify.annotations.Nullable;

/** One operation of a map. */
abstract class OperationEvent extends MapEvent {
  @Label("Operation")
  @Nullable String operation;

  @Label("Site")
  @Description("The line that called the map, as Go's runtime.Caller(1) gives it")
  @Nullable String site;

  @Label("Size")
  @Description("Mappings after the operation")
  int size;

  @Label("Capacity")
  @Description("Bins, buckets or slots after the operation; -1 where the map has none")
  int capacity;

  @Label("Bucket")
  @Description("Where the key belongs after the operation; -1 where unknown")
  int bucket;

  @Label("Hash")
  @Description("The key's hash as the map spreads it")
  int hash;

  @Label("Key Class")
  @Nullable String keyClass;

  @Label("Key")
  @Description("Only where events.keys=true asks for it, and of a class of the JDK or an enum")
  @Nullable String key;

  @Label("Structural")
  @Description("Entries were added, removed or reordered")
  boolean structural;

  @Label("Changed")
  @Description("The map was changed, if only a value")
  boolean changed;

  /** The map, between the begin and the end of the operation. */
  transient @Nullable RecordedMap map;

  /** The line that called the map, once it is known. */
  transient @Nullable Site from;

  /** The hash of the key of this operation, as the map has just now computed it. */
  transient int keyHash;

  transient boolean hasKeyHash;

  /** The operation in whose callback this one runs, as far as that is known. */
  transient @Nullable OperationEvent outer;

  /** How many there are around this one. */
  transient int depth;
}
