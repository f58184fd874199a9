package io.badmap.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.agent.metrics.Family.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
  private static String text(String label, double value) {
    List<Point> points = List.of(new Point(List.of("map", label), value));
    return PrometheusText.of(List.of(new Family("badmap_x_total", true, "Help.", points)));
  }

  @Test
  void aFamilyIsNotSpelledAsPrometheusReadsIt() {
    assertThat(text("Shop.cart", 3))
        .isEqualTo(
            "# HELP badmap_x_total Help.\n"
                + "# TYPE badmap_x_total counter\n"
                + "badmap_x_total{map=\"Shop.cart\"} 3\n");
    assertThat(PrometheusText.of(List.of(Family.gauge("badmap_y", "Help.", 0.25))))
        .endsWith("# TYPE badmap_y gauge\nbadmap_y 0.25\n");
  }

  @Test
  void aLabelBreaksOutOfItsQuotes() {
    assertThat(text("a\"b\\c\nd\re", 1)).endsWith("{map=\"a\\\"b\\\\c\\nd e\"} 1\n");
  }

  @Test
  void aLabelIsOfAnyLengthOrNoUtf8() {
    assertThat(PrometheusText.bounded("x".repeat(10_000))).hasSize(PrometheusText.LONGEST);
    assertThat(PrometheusText.bounded("a\ud800b")).isEqualTo("a\ufffdb");
  }

  @Test
  void aLargeCountIsRounded() {
    assertThat(text("m", 9_007_199_254_740_991.0)).endsWith(" 9007199254740991\n");
    assertThat(text("m", Double.NaN)).endsWith(" NaN\n");
  }
}
