package io.badmap.gomap;

/** A map drawn as text: a line for each bucket, a cell of tophash and entry for each slot. */
final class GoMapDrawing {
  /** More buckets than this are cut: the drawing is for eyes. */
  private static final int MAX_LINES = 64;

  private static final int MAX_TEXT = 12;

  private final StringBuilder out = new StringBuilder();
  private int lines;

  GoMapDrawing(GoMap<?, ?> map) {
    if (map.isNil()) {
      out.append("nil map\n");
      return;
    }
    out.append("count ").append(map.count).append(" B ").append(map.b());
    out.append(" flags ").append(GoMapStats.flags(map.lvWord()));
    out.append(" hash0 0x").append(Integer.toHexString(map.hash0)).append('\n');
    draw("buckets", map.buckets);
    Buckets old = map.oldbuckets;
    if (old == null) return;
    draw("oldbuckets, nevacuate " + map.nevacuate, old);
  }

  private void draw(String title, Buckets table) {
    out.append(title).append(" (").append(table.size()).append(" + ");
    out.append(table.overflow).append(" overflow)\n");
    lines = 0;
    for (int head = 0; head < table.size(); head++) {
      if (lines >= MAX_LINES) {
        out.append("  ... ").append(table.size() - head).append(" more\n");
        return;
      }
      String name = String.valueOf(head);
      for (int bucket = head; ; ) {
        bucket(name, table, bucket);
        bucket = table.link(bucket);
        if (bucket == 0) break;
        name = "+";
      }
    }
  }

  private void bucket(String name, Buckets table, int bucket) {
    lines++;
    out.append(" ".repeat(Math.max(0, 5 - name.length()))).append(name).append(" |");
    long t = table.top(bucket);
    for (int slot = 0; slot < Buckets.SLOTS; slot++) {
      int top = Tophash.get(t, slot);
      if (top == Tophash.EMPTY_REST) {
        out.append(slot == 0 ? " empty" : "");
        break;
      }
      out.append(' ');
      switch (top) {
        case Tophash.EMPTY_ONE -> out.append('-');
        case Tophash.EVACUATED_X -> out.append(">X");
        case Tophash.EVACUATED_Y -> out.append(">Y");
        case Tophash.EVACUATED_EMPTY -> out.append(">-");
        default -> {
          Object[] pairs = table.pairs(bucket);
          int i = Buckets.index(bucket, slot);
          out.append(Integer.toHexString(top)).append(':').append(text(pairs[i]));
          out.append('=').append(text(pairs[i + 1]));
        }
      }
    }
    out.append('\n');
  }

  private static String text(Object o) {
    String s = String.valueOf(o);
    return s.length() <= MAX_TEXT ? s : s.substring(0, MAX_TEXT - 2) + "..";
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
