package io.badmap.hunt;

import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sites met so far: at most {@value #CAPACITY}, found by open addressing, never removed.
 * Lock-free.
 */
final class Sites {
  static final int CAPACITY = 1024;

  private static final StackWalker WALKER = StackWalker.getInstance();

  private final Cell<Site>[] table;

  Sites() {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Cell<Site>[] cells = new Cell[CAPACITY];
    for (int i = 0; i < CAPACITY; i++) {
      cells[i] = new Cell<>();
    }
    table = cells;
  }

  /** The site with this number; {@code null} for 0, which is no site. */
  @Nullable Site at(int number) {
    return number == 0 ? null : table[number - 1].get();
  }

  /** The site that the current thread stands at; {@code null} where the table is full. */
  @Nullable Site here(int row) {
    Caller caller = new Caller();
    WALKER.walk(caller);
    StackWalker.StackFrame frame = caller.frame;
    return frame == null
        ? null
        : of(new Place(frame.getClassName(), frame.getMethodName(), frame.getLineNumber(), row));
  }

  /** The site of a place, made where it is new; {@code null} where the table is full. */
  @Nullable Site of(Place place) {
    int start = place.hashCode() * 31 + place.row;
    for (int i = 0; i < CAPACITY; i++) {
      int slot = start + i & CAPACITY - 1;
      Site found = table[slot].get();
      if (found == null) {
        Site made = new Site(slot + 1, place);
        if (table[slot].fill(made)) {
          return made;
        }
        found = table[slot].get();
      }
      if (found != null && found.place.equals(place)) {
        return found;
      }
    }
    return null;
  }

  /** Finds the first frame outside {@code java.util} and badmap, else the outermost. */
  private static final class Caller implements Function<Stream<StackWalker.StackFrame>, Boolean> {
    private StackWalker.@Nullable StackFrame frame;

    @Override
    public Boolean apply(Stream<StackWalker.StackFrame> frames) {
      java.util.Iterator<StackWalker.StackFrame> it = frames.iterator();
      while (it.hasNext()) {
        StackWalker.StackFrame next = it.next();
        frame = next;
        String name = next.getClassName();
        if (!name.startsWith("java.util.")
            && !name.startsWith("io.badmap.hunt.")
            && !name.startsWith("io.badmap.guard.")) {
          break;
        }
      }
      return Boolean.TRUE;
    }
  }
}
