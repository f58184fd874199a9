package io.badmap.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Values of labels come from the application: names of fields and classes. */
class LabelsTest {
  private static final String HARD = "\"\\{}=,\n\r\t\0#\u0085\u2028\ud83d\ude00\udc00 a";

  private static final Pattern LINE =
      Pattern.compile("badmap_x_total\\{map=\"((?:[^\"\\\\\n]|\\\\[\"\\\\n])*)\",rule=\"r\"} 1");

  @Test
  void someLabelBreaksOutOfItsLineOrIsNotReadBack() {
    Random random = new Random(20261123);
    for (int i = 0; i < 20_000; i++) {
      String label = drawn(random, i % 50 == 0 ? 600 : 12);
      List<Family> families = List.of(family(label));
      String shown = shown(label);

      String[] lines = sent(PrometheusText.of(families)).split("\n", -1);
      assertThat(lines).as(label).hasSize(4);
      Matcher line = LINE.matcher(lines[2]);
      assertThat(line.matches()).as(lines[2]).isTrue();
      assertThat(unescaped(line.group(1))).isEqualTo(blank(shown));
      assertThat(attribute(sent(OtlpJson.of(families, label, 1, 2)))).isEqualTo(shown);
    }
  }

  private static Family family(String label) {
    List<String> labels = List.of("map", label, "rule", "r");
    return new Family("badmap_x_total", true, "Help.", List.of(new Family.Point(labels, 1)));
  }

  private static String drawn(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      boolean hard = random.nextInt(3) > 0;
      text.append(hard ? HARD.charAt(random.nextInt(HARD.length())) : (char) random.nextInt(65536));
    }
    return text.toString();
  }

  /** What a reader gets at the other end of a connection. */
  private static String sent(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** At most 200 characters, half a pair of surrogates replaced. */
  private static String shown(String label) {
    int[] codes = label.codePoints().limit(200).map(c -> c >>> 11 == 0x1b ? 0xfffd : c).toArray();
    return new String(codes, 0, codes.length);
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i) == '\\' ? text.charAt(++i) : text.charAt(i);
      plain.append(c == 'n' && text.charAt(i - 1) == '\\' ? '\n' : c);
    }
    return plain.toString();
  }

  /** As Prometheus gets it: of the control characters the end of a line alone. */
  private static String blank(String text) {
    return text.replaceAll("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f]", " ");
  }

  private static String attribute(String json) {
    JsonArray metrics =
        JsonParser.parseString(json)
            .getAsJsonObject()
            .getAsJsonArray("resourceMetrics")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("scopeMetrics")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("metrics");
    return metrics
        .get(0)
        .getAsJsonObject()
        .getAsJsonObject("sum")
        .getAsJsonArray("dataPoints")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("attributes")
        .get(0)
        .getAsJsonObject()
        .getAsJsonObject("value")
        .get("stringValue")
        .getAsString();
  }
}
