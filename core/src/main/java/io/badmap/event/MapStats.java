package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;

/** How a recorded map is doing, now and then. */
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
  @Description("Of all bins; -1 where unknown")
  int longestChain;

  @Label("Tree Bins")
  int treeBins;
}
