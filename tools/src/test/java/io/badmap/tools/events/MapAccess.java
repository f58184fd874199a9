package io.badmap.tools.events;

import jdk.jfr.Name;

@Name("io.badmap.MapAccess")
public final class MapAccess extends MapOperation {}
