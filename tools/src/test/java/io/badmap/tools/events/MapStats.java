package io.badmap.tools.events;

import jdk.jfr.Name;

@Name("io.badmap.MapStats")
public final class MapStats extends MapEvent {
  public int size;
  public int capacity;
  public long reads;
  public long writes;
  public int writers;
  public int longestChain;
  public int treeBins;
}
