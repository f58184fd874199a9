package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** The moving of entries to a new table. */
@Name("io.badmap.MapRehash")
@Label("Map Rehash")
@Description("Entries move to a new table")
final class MapRehash extends MapEvent {
  @Label("Old Capacity")
  int oldCapacity;

  @Label("New Capacity")
  int newCapacity;

  @Label("Moved")
  @Description("The entries that were moved")
  int moved;

  transient @Nullable RecordedMap map;
}
