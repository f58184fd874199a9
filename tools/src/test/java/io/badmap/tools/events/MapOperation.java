package io.badmap.tools.events;

import org.jspecify.annotations.Nullable;

/** What all events about an operation tell. */
public abstract class MapOperation extends MapEvent {
  public @Nullable String operation;
  public @Nullable String site;
  public int size;
  public int capacity;
  public int bucket = -1;
  public int hash;
  public @Nullable String keyClass;
  public boolean structural;
  public boolean changed;
}
