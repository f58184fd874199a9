package io.badmap.tools.events;

import jdk.jfr.Name;

@Name("io.badmap.MapDelete")
public final class MapDelete extends MapOperation {}
