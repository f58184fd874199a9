package io.badmap.tools.events;

import jdk.jfr.Name;

@Name("io.badmap.MapIterate")
public final class MapIterate extends MapOperation {}
