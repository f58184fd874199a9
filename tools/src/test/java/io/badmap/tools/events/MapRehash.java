package io.badmap.tools.events;

import jdk.jfr.Name;

@Name("io.badmap.MapRehash")
public final class MapRehash extends MapEvent {
  public int oldCapacity;
  public int newCapacity;
  public int moved;
}
