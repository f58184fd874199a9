package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** One step of the evacuation of a GoMap. */
@Name("io.badmap.MapGrowWork")
@Label("Map Grow Work")
@Description("One step of the evacuation of a GoMap")
final class MapGrowWork extends MapEvent {
  @Label("Bucket")
  @Description("The bucket of the new table that is about to be used")
  int bucket;

  @Label("Evacuated")
  @Description("Old buckets below this one are evacuated")
  int nevacuate;

  @Label("Old Buckets")
  int oldBuckets;
}
