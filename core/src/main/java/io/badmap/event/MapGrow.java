package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** The start of growth. */
@Name("io.badmap.MapGrow")
@Label("Map Grow")
@Description("The start of growth")
final class MapGrow extends MapEvent {
  @Label("Size")
  int size;

  @Label("Old Capacity")
  int oldCapacity;

  @Label("New Capacity")
  int newCapacity;

  @Label("Site")
  @Nullable String site;
}
