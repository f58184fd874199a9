package io.badmap.tools.output;

import java.util.BitSet;

/**
 * Rectangles of one colour and height, gathered into the data of one SVG path that is {@value
 * #WIDTH} units wide. What falls into the same unit is drawn once, so that its length has a bound
 * whatever is drawn.
 */
final class Strip {
  static final int WIDTH = 1000;

  private final long from;
  private final long to;
  private final BitSet taken = new BitSet(WIDTH);

  /** Of the times of a window. */
  Strip(long from, long to) {
    this.from = from;
    this.to = Math.max(to, from + 1);
  }

  /** Takes a stretch; however short, it is seen. */
  void add(long at, long nanos) {
    int first = unit(at);
    int last = unit(at + nanos);
    if (at + nanos < from || at > to) return;
    taken.set(Math.max(0, first), Math.min(WIDTH, Math.max(last, first + 2)));
  }

  private int unit(long at) {
    double share = (double) (at - from) / (to - from);
    return (int) Math.max(0, Math.min(WIDTH - 1, share * WIDTH));
  }

  /** The rectangles at this height; empty where there is none. */
  String path(int y, int height) {
    StringBuilder path = new StringBuilder();
    for (int x = taken.nextSetBit(0); x >= 0; x = taken.nextSetBit(taken.nextClearBit(x))) {
      int width = taken.nextClearBit(x) - x;
      path.append('M').append(x).append(' ').append(y).append('h').append(width);
      path.append('v').append(height).append("h-").append(width).append('z');
    }
    return path.toString();
  }

  /** Lines of this height where something begins. */
  String lines(int y, int height) {
    StringBuilder path = new StringBuilder();
    for (int x = taken.nextSetBit(0); x >= 0; x = taken.nextSetBit(taken.nextClearBit(x))) {
      path.append('M').append(x).append(' ').append(y).append('v').append(height);
    }
    return path.toString();
  }
}
