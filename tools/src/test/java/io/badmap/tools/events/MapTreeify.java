package io.badmap.tools.events;

import jdk.jfr.Name;

@Name("io.badmap.MapTreeify")
public final class MapTreeify extends MapEvent {
  public int bucket;
  public int binLength;
  public int capacity;
}
