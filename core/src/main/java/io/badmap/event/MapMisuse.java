package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;
import org.jspecify.annotations.Nullable;

/** A misuse, as it was reported. */
@Name("io.badmap.MapMisuse")
@Label("Map Misuse")
@Description("Two threads inside conflicting operations on one map")
final class MapMisuse extends MapEvent {
  @Label("Number")
  @Description("The number of the report in this JVM")
  long number;

  @Label("Time of Meeting")
  @Description("When the two met, by the clock of the wall; the event itself is written later")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  long time;

  @Label("Since Meeting")
  @Description("By how much the event is later than the meeting, whatever the clock is set to")
  @Timespan(Timespan.NANOSECONDS)
  long sinceMeeting;

  @Label("Meeting Duration")
  @Description("How long it took from the meeting on until both sides had been seen")
  @Timespan(Timespan.NANOSECONDS)
  long meetingDuration;

  @Label("Kind")
  @Nullable String kind;

  @Label("Hint")
  @Nullable String hint;

  @Label("Size")
  int size;

  @Label("Side 1 Operation")
  @Nullable String side1Operation;

  @Label("Side 1 Access")
  @Nullable String side1Access;

  @Label("Side 1 Effect")
  @Nullable String side1Effect;

  @Label("Side 1 Sighting")
  @Nullable String side1Sighting;

  @Label("Side 1 Thread")
  @Nullable String side1Thread;

  @Label("Side 1 Thread Id")
  long side1ThreadId;

  @Label("Side 1 Site")
  @Nullable String side1Site;

  @Label("Side 1 Stack")
  @Nullable String side1Stack;

  @Label("Side 1 Locks")
  @Nullable String side1Locks;

  @Label("Side 2 Operation")
  @Nullable String side2Operation;

  @Label("Side 2 Access")
  @Nullable String side2Access;

  @Label("Side 2 Effect")
  @Nullable String side2Effect;

  @Label("Side 2 Sighting")
  @Nullable String side2Sighting;

  @Label("Side 2 Thread")
  @Nullable String side2Thread;

  @Label("Side 2 Thread Id")
  long side2ThreadId;

  @Label("Side 2 Site")
  @Nullable String side2Site;

  @Label("Side 2 Stack")
  @Nullable String side2Stack;

  @Label("Side 2 Locks")
  @Nullable String side2Locks;
}
