package io.badmap.gomap;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The three collections a Map shows of itself. */
final class MapViews {
  private MapViews() {}

  static final class Keys<K, V> extends AbstractSet<K> {
    private final GoMap<K, V> map;

    Keys(GoMap<K, V> map) {
      this.map = map;
    }

    @Override
    public int size() {
      return map.len();
    }

    @Override
    public boolean contains(@Nullable Object key) {
      return map.containsKey(key);
    }

    @Override
    public boolean remove(@Nullable Object key) {
      return map.mapdelete(key) != GoMap.ABSENT;
    }

    @Override
    public void clear() {
      map.clear();
    }

    @Override
    public Iterator<K> iterator() {
      return new KeyIterator<>(map);
    }
  }

  static final class Values<K, V> extends AbstractCollection<V> {
    private final GoMap<K, V> map;

    Values(GoMap<K, V> map) {
      this.map = map;
    }

    @Override
    public int size() {
      return map.len();
    }

    @Override
    public void clear() {
      map.clear();
    }

    @Override
    public Iterator<V> iterator() {
      return new ValueIterator<>(map);
    }
  }

  static final class Entries<K, V> extends AbstractSet<Map.Entry<K, V>> {
    private final GoMap<K, V> map;

    Entries(GoMap<K, V> map) {
      this.map = map;
    }

    @Override
    public int size() {
      return map.len();
    }

    @Override
    public boolean contains(@Nullable Object o) {
      if (!(o instanceof Map.Entry<?, ?> entry)) return false;
      Object value = map.mapaccess(entry.getKey(), GoMap.ABSENT);
      return value != GoMap.ABSENT && Objects.equals(value, entry.getValue());
    }

    @Override
    public boolean remove(@Nullable Object o) {
      return o instanceof Map.Entry<?, ?> entry
          && contains(entry)
          && map.mapdelete(entry.getKey()) != GoMap.ABSENT;
    }

    @Override
    public void clear() {
      map.clear();
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
      return new EntryIterator<>(map);
    }
  }

  /**
   * An iteration with the lookahead that hasNext needs: it steps when it is asked, so that what the
   * loop body did comes before the step, as in Go.
   */
  private abstract static class Cursor<K, V, T> extends Steps<K, V> implements Iterator<T> {
    private static final Object NOTHING = new Object();

    /** The key that comes next, if it was looked for. */
    private @Nullable Object coming = NOTHING;

    /** The key that remove takes out. */
    private @Nullable Object last = NOTHING;

    Cursor(GoMap<K, V> map) {
      super(map);
    }

    @Override
    public final boolean hasNext() {
      if (coming != NOTHING) return true;
      if (!mapiternext()) return false;
      coming = keyHere();
      return true;
    }

    final @Nullable Object step() {
      Object key = coming;
      if (key == NOTHING) key = stepUnasked();
      coming = NOTHING;
      last = key;
      return key;
    }

    /** Apart from {@link #step}, to keep the loop that asks hasNext first small. */
    private @Nullable Object stepUnasked() {
      if (!hasNext()) throw new NoSuchElementException();
      return coming;
    }

    @Override
    public final void remove() {
      if (last == NOTHING) throw new IllegalStateException("next() comes first");
      Object key = last;
      last = NOTHING;
      map.mapdelete(key);
    }
  }

  private static final class KeyIterator<K, V> extends Cursor<K, V, K> {
    KeyIterator(GoMap<K, V> map) {
      super(map);
    }

    @Override
    public @Nullable K next() {
      return GoMap.cast(step());
    }
  }

  private static final class ValueIterator<K, V> extends Cursor<K, V, V> {
    ValueIterator(GoMap<K, V> map) {
      super(map);
    }

    @Override
    public @Nullable V next() {
      step();
      return GoMap.cast(valueHere());
    }
  }

  private static final class EntryIterator<K, V> extends Cursor<K, V, Map.Entry<K, V>> {
    EntryIterator(GoMap<K, V> map) {
      super(map);
    }

    @Override
    public Map.Entry<K, V> next() {
      return new Live<>(map, GoMap.cast(step()), GoMap.cast(valueHere()));
    }
  }

  /** An entry whose setValue overwrites in the map, if its key is still there. */
  private static final class Live<K, V> extends AbstractMap.SimpleEntry<K, V> {
    private static final long serialVersionUID = 1L;

    private final transient GoMap<K, V> map;

    Live(GoMap<K, V> map, @Nullable K key, @Nullable V value) {
      super(key, value);
      this.map = map;
    }

    @Override
    public @Nullable V setValue(@Nullable V value) {
      if (map.containsKey(getKey())) map.mapassign(getKey(), value);
      return super.setValue(value);
    }
  }
}
