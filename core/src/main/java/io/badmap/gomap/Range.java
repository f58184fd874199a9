package io.badmap.gomap;

import io.badmap.MapMisuseError;
import org.jspecify.annotations.Nullable;

/**
 * {@code for k, v := range m}: a cursor over the entries of a map, from a random bucket and a
 * random slot on.
 *
 * <pre>{@code
 * for (Range<String, Integer> r = map.range(); r.next(); ) {
 *   System.out.println(r.key() + " " + r.value());
 * }
 * }</pre>
 *
 * <p>Safe while its own thread puts and deletes: each key comes at most once, unless it was deleted
 * and put back after it came; a key deleted before it came does not come; one put meanwhile may
 * come or not. The range keeps the table it began on alive.
 *
 * <p>Not thread-safe. Not fail-fast: it throws {@link MapMisuseError} only when another thread is
 * inside a write at the moment of a step.
 */
public final class Range<K, V> extends Steps<K, V> {
  private @Nullable Object key;
  private @Nullable Object value;

  Range(GoMap<K, V> map) {
    super(map);
  }

  /**
   * Goes to the next entry.
   *
   * @return false when there is none; {@link #key} and {@link #value} are then {@code null}
   * @throws MapMisuseError if another thread is writing
   */
  public boolean next() {
    boolean more = mapiternext();
    key = more ? keyHere() : null;
    value = more ? valueHere() : null;
    return more;
  }

  /** The key of the entry. */
  public @Nullable K key() {
    return GoMap.cast(key);
  }

  /** The value of the entry when the range came to it. */
  public @Nullable V value() {
    return GoMap.cast(value);
  }
}
