package io.badmap.hunt;

import org.jspecify.annotations.Nullable;

/**
 * The pairs met so far: at most {@value #CAPACITY}, in the order of their first near miss, never
 * removed. Lock-free; searched one by one, which happens on near misses only.
 */
final class Candidates {
  static final int CAPACITY = 512;

  private final Cell<Candidate>[] table;

  Candidates() {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Cell<Candidate>[] cells = new Cell[CAPACITY];
    for (int i = 0; i < CAPACITY; i++) {
      cells[i] = new Cell<>();
    }
    table = cells;
  }

  /** The pair with this number, from 0. */
  @Nullable Candidate at(int number) {
    return table[number].get();
  }

  /** The pair of two sites, made where it is new; {@code null} where the table is full. */
  @Nullable Candidate of(Site a, @Nullable Site b) {
    for (int i = 0; i < CAPACITY; i++) {
      Candidate found = at(i);
      if (found == null) {
        Candidate made = new Candidate(i, a, b);
        if (table[i].fill(made)) {
          return made;
        }
        found = at(i);
      }
      if (found != null && found.isOf(a, b)) {
        return found;
      }
    }
    return null;
  }

  /** A pair with {@code site} that is worth a delay, or {@code null}. */
  @Nullable Candidate liveWith(Site site) {
    for (int i = 0; i < CAPACITY; i++) {
      Candidate found = at(i);
      if (found == null) {
        return null;
      }
      if (found.isLive() && (found.first == site || found.second == site)) {
        return found;
      }
    }
    return null;
  }

  /** How many pairs there are. */
  int size() {
    int size = 0;
    while (size < CAPACITY && at(size) != null) {
      size++;
    }
    return size;
  }
}
