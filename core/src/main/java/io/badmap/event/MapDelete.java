package io.badmap.event;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A {@code remove} or a {@code clear}. */
@Name("io.badmap.MapDelete")
@Label("Map Delete")
@Description("A remove or a clear")
final class MapDelete extends OperationEvent {}
