package io.badmap.tools.events;

import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("io.badmap.MapMisuse")
public final class MapMisuse extends MapEvent {
  public long number;
  public long time;
  public long sinceMeeting;
  public long meetingDuration;
  public @Nullable String kind;
  public @Nullable String hint;
  public int size;
  public @Nullable String side1Operation;
  public @Nullable String side1Access;
  public @Nullable String side1Effect;
  public @Nullable String side1Sighting;
  public @Nullable String side1Thread;
  public @Nullable String side1Site;
  public @Nullable String side1Stack;
  public @Nullable String side1Locks;
  public long side1ThreadId;
  public @Nullable String side2Operation;
  public @Nullable String side2Access;
  public @Nullable String side2Effect;
  public @Nullable String side2Sighting;
  public @Nullable String side2Thread;
  public @Nullable String side2Site;
  public @Nullable String side2Stack;
  public @Nullable String side2Locks;
  public long side2ThreadId;
}
