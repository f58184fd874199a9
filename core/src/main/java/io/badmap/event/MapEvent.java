package io.badmap.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What every event of a map tells. */
@Category("badmap")
@StackTrace(false)
abstract class MapEvent extends Event {
  @Label("Map Id")
  @Description("Stable over the life of the map, and of no other map of this JVM")
  long mapId;

  @Label("Map Class")
  @Nullable String mapClass;

  @Label("Map Name")
  @Description("The field that holds the map, where known")
  @Nullable String mapName;

  final void describe(RecordedMap map) {
    mapId = map.id;
    mapClass = map.className;
    mapName = map.name;
  }
}
