package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A bin of many collisions becomes a tree. */
@Name("io.badmap.MapTreeify")
@Label("Map Treeify")
@Description("A bin of many collisions becomes a tree")
final class MapTreeify extends MapEvent {
  @Label("Bucket")
  int bucket;

  @Label("Bin Length")
  int binLength;

  @Label("Capacity")
  int capacity;
}
