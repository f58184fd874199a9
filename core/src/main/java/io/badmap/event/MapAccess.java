package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A {@code get}, or any look-up. */
@Name("io.badmap.MapAccess")
@Label("Map Access")
@Description("A get, or any look-up")
final class MapAccess extends OperationEvent {}
