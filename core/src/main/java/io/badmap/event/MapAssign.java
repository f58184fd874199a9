package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A {@code put}, or any operation like it. */
@Name("io.badmap.MapAssign")
@Label("Map Assign")
@Description("A put, or any operation like it")
final class MapAssign extends OperationEvent {}
