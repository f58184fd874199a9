package io.badmap.tools.events;

import jdk.jfr.Name;

@Name("io.badmap.MapGrowWork")
public final class MapGrowWork extends MapEvent {
  public int bucket;
  public int nevacuate;
  public int oldBuckets;
}
