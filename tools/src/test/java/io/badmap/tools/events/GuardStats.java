package io.badmap.tools.events;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("io.badmap.GuardStats")
@Category("badmap")
@StackTrace(false)
public final class GuardStats extends Event {
  public long conflicts;
  public long reported;
  public long folded;
  public long suppressed;
}
