package io.badmap.bench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VisitsTest {
  @Test
  void aPercentileIsNotThatOfTheOrderedTimes() {
    long[] nanos = LongStream.rangeClosed(1, 100).map(i -> 101 - i).toArray();
    Visits visits = new Visits(new long[100], nanos, List.of(), 1);

    assertThat(visits.within(0.5)).isEqualTo(50);
    assertThat(visits.within(0.99)).isEqualTo(99);
    assertThat(visits.within(1)).isEqualTo(100);
  }

  @Test
  void aRequestUnderWayAtTheBeginOfAStretchIsNotSeen() {
    Visits visits =
        new Visits(new long[] {0, 90, 200, 400}, new long[] {50, 30, 60, 999}, List.of(), 1);

    assertThat(visits.longestBetween(100, 300)).isEqualTo(60);
    assertThat(visits.longestBetween(100, 150)).isEqualTo(30);
    assertThat(visits.longestBetween(60, 80)).isZero();
  }
}
