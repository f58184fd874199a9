package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;

/** How a recorded map that is used is doing, now and then. */
@Name("io.badmap.MapStats")
@Label("Map Statistics")
@Period("1 s")
final class MapStats extends MapEvent {
  @Label("Size")
  int size;

  @Label("Capacity")
  int capacity;

  @Label("Reads")
  @Description("Recorded so far; counted without synchronization")
  long reads;

  @Label("Writes")
  @Description("Recorded so far; counted without synchronization")
  long writes;

  @Label("Writers")
  @Description("Distinct threads that wrote so far")
  int writers;

  @Label("Longest Chain")
  @Description("Of the bins read; -1 where the map has none")
  int longestChain;

  @Label("Tree Bins")
  @Description("Of the bins read")
  int treeBins;

  @Label("Bins Read")
  @Description("Fewer than the capacity of a large map, spread over its table")
  int binsRead;
}
