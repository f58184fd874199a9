package io.badmap.demo;

import java.util.HashSet;
import java.util.Set;

/**
 * The idempotency keys of requests that were accepted. Not thread-safe: whoever shares it holds one
 * lock around each call.
 */
public final class SeenRequests {
  private final Set<String> keys = new HashSet<>();

  /** Remembers a key; false if it was known already. */
  public boolean add(String key) {
    return keys.add(key);
  }

  /** Forgets a key. */
  public void remove(String key) {
    keys.remove(key);
  }

  /** Whether this key was accepted. */
  public boolean contains(String key) {
    return keys.contains(key);
  }
}
