package io.badmap.tools.events;

import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("io.badmap.MapGrow")
public final class MapGrow extends MapEvent {
  public int size;
  public int oldCapacity;
  public int newCapacity;
  public @Nullable String site;
}
