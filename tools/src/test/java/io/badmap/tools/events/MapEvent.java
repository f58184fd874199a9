package io.badmap.tools.events;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What all events about a map tell. */
@Category("badmap")
@StackTrace(false)
public abstract class MapEvent extends Event {
  public long mapId;
  public @Nullable String mapClass;
  public @Nullable String mapName;
}
