package io.badmap.tools.events;

import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("io.badmap.MapCreate")
public final class MapCreate extends MapEvent {
  public int capacity;
  public @Nullable String site;
}
