package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A map is made. */
@Name("io.badmap.MapCreate")
@Label("Map Create")
@Description("A map is made")
final class MapCreate extends MapEvent {
  @Label("Capacity")
  @Description("What was asked for; 0 for the default")
  int capacity;

  @Label("Site")
  @Nullable String site;
}
