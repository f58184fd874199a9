package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A step of an iteration, a traversal or a copy. */
@Name("io.badmap.MapIterate")
@Label("Map Iterate")
@Description("A step of an iteration, a traversal or a copy")
final class MapIterate extends OperationEvent {}
