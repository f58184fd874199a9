package io.badmap.tools.analyze;

import io.badmap.tools.jfr.Event;
import io.badmap.tools.jfr.Subscription;
import io.badmap.tools.trace.Stretch;
import java.util.List;

/** Takes in where threads stood still, from JFR's own events. */
final class StretchIntake {
  private static final int WHAT = Event.OWN;
  private static final int OWNER = Event.OWN + 1;

  private final Gathering all;

  StretchIntake(Gathering all) {
    this.all = all;
  }

  List<Subscription> subscriptions() {
    return List.of(
        of("jdk.JavaMonitorEnter", "monitor", "monitorClass", "previousOwner"),
        of("jdk.JavaMonitorWait", "wait", "monitorClass"),
        of("jdk.ThreadPark", "park", "parkedClass"),
        of("jdk.ThreadSleep", "sleep"),
        new Subscription("jdk.GCPhasePause", List.of("name"), this::paused));
  }

  private Subscription of(String event, String kind, String... fields) {
    return new Subscription(event, List.of(fields), seen -> blocked(kind, seen));
  }

  private void blocked(String kind, Event event) {
    int owner = kind.equals("monitor") ? all.thread(event, event.reference(OWNER)) : -1;
    String what = kind.equals("sleep") ? "" : event.className(WHAT);
    add(event, kind, all.thread(event), what, owner);
  }

  private void paused(Event event) {
    add(event, "gc", -1, event.text(WHAT), -1);
  }

  private void add(Event event, String kind, int thread, String what, int owner) {
    all.stretch(
        new Stretch(
            event.startNanos(), event.durationNanos(), kind, thread, all.jvm(), what, owner));
  }
}
