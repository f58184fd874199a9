package io.badmap.event;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** What the guard has met in this JVM so far. */
@Name("io.badmap.GuardStats")
@Label("Guard Statistics")
@Category("badmap")
@Period("endChunk")
@StackTrace(false)
final class GuardStats extends Event {
  @Label("Conflicts")
  long conflicts;

  @Label("Reported")
  long reported;

  @Label("Folded")
  long folded;

  @Label("Suppressed")
  long suppressed;
}
