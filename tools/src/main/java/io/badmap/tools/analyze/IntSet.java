package io.badmap.tools.analyze;

import java.util.Arrays;

/** A small set of numbers that are not negative, in the order in which they came. At most 4,096. */
final class IntSet {
  private static final int MOST = 4096;

  private int[] numbers = new int[2];
  private int size;
  private int last = -1;

  void add(int number) {
    if (number == last) return;
    last = number;
    for (int i = 0; i < size; i++) {
      if (numbers[i] == number) return;
    }
    if (size == MOST) return;
    if (size == numbers.length) numbers = Arrays.copyOf(numbers, 2 * size);
    numbers[size++] = number;
  }

  int size() {
    return size;
  }

  boolean isOnly(int number) {
    return size == 1 && numbers[0] == number;
  }
}
