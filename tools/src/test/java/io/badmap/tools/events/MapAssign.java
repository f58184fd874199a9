package io.badmap.tools.events;

import jdk.jfr.Name;

@Name("io.badmap.MapAssign")
public final class MapAssign extends MapOperation {}
