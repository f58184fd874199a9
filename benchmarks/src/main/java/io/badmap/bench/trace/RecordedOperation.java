package io.badmap.bench.trace;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The fields of badmap's events of operations, so that they can be written without its agent. */
@Category("badmap")
@StackTrace(false)
abstract class RecordedOperation extends Event {
  long mapId;
  String mapClass = "java.util.HashMap";
  String mapName = "OrderService.userCache";
  String operation = "get";
  String site = "";
  int size;
  int capacity;
  int bucket;
  int hash;
  String keyClass = "java.lang.Integer";
  boolean structural;
  boolean changed;

  @Name("io.badmap.MapAssign")
  static final class Assign extends RecordedOperation {}

  @Name("io.badmap.MapAccess")
  static final class Access extends RecordedOperation {}

  @Name("io.badmap.MapDelete")
  static final class Delete extends RecordedOperation {}
}
