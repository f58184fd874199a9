package io.badmap.gomap;

import static io.badmap.gomap.GoMapAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GoMap beside Go's own map: the same seeded operations, the same contents, len, B and beginnings
 * of growth at every step. How long a growth takes hangs on the hash, within bounds.
 */
class GoMapDifferentialTest {
  private static final String SOURCE = "/gomap/differential.go";

  @TempDir Path folder;

  @Test
  void theRecordedRunOfGoDiffers() throws IOException {
    compare(resource("/gomap/vectors.txt"));
  }

  @Test
  void aRunOfTheGoOnThisMachineDiffers() throws IOException, InterruptedException {
    assumeTrue(hasClassicGo(), "no Go of 1.23 or before on the path: not compared with a live one");
    Path source = folder.resolve("differential.go");
    Files.writeString(source, resource(SOURCE));
    compare(go("run", source.toString()));
  }

  private boolean hasClassicGo() throws InterruptedException {
    try {
      Matcher version = Pattern.compile("go1\\.(\\d+)").matcher(go("version"));
      return version.find() && Integer.parseInt(version.group(1)) <= 23;
    } catch (IOException absent) {
      return false;
    }
  }

  private String go(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("go");
    builder.command().addAll(List.of(arguments));
    builder.environment().put("GOCACHE", folder.resolve("cache").toString());
    builder.environment().put("GOTOOLCHAIN", "local");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = GoMapDifferentialTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void compare(String run) {
    Queue<String> lines = new ArrayDeque<>(run.lines().toList());
    int scenarios = 0;
    while (!lines.isEmpty()) {
      String[] words = lines.remove().split(" ");
      switch (words[0]) {
        case "#" -> {}
        case "fact" -> fact(words);
        case "scenario" -> {
          new Scenario(words, lines).run();
          scenarios++;
        }
        default -> throw new AssertionError("not understood: " + String.join(" ", words));
      }
    }
    assertThat(scenarios).isEqualTo(7);
  }

  private static void fact(String[] words) {
    GoMap<Object, Integer> map = GoMap.make();
    switch (words[1]) {
      case "zero" -> {
        map.put(0.0, 1);
        map.put(-0.0, 2);
        Range<Object, Integer> r = map.range();
        r.next();
        long bits = Double.doubleToRawLongBits((Double) r.key());
        assertThat(List.of(map.len() + "", Long.toHexString(bits), r.value() + ""))
            .containsExactly(words[2], words[3], words[4]);
      }
      case "nan" -> {
        map.update(Double.NaN, old -> old == null ? 1 : old + 1);
        map.update(Double.NaN, old -> old == null ? 1 : old + 1);
        map.delete(Double.NaN);
        assertThat(map.len() + "").isEqualTo(words[2]);
        assertThat(map.access2(Double.NaN).ok() + "").isEqualTo(words[3]);
      }
      case "nilput" -> {
        GoMap<String, Integer> nil = GoMap.nil();
        assertThatThrownBy(() -> nil.assign("a", 1)).hasMessageStartingWith(rest(words));
      }
      case "unhashable" ->
          assertThatThrownBy(() -> map.assign(List.of(), 1)).hasMessageStartingWith(rest(words));
      case "hint" -> {
        GoMap<Object, Object> made = GoMap.make(Long.parseLong(words[2]));
        assertThat(made).hasB(Integer.parseInt(words[3]));
      }
      default -> throw new AssertionError("not understood: " + String.join(" ", words));
    }
  }

  private static String rest(String[] words) {
    return String.join(" ", List.of(words).subList(2, words.length));
  }

  /** One scenario, step for step as differential.go runs it. */
  private static final class Scenario {
    private final Queue<String> expected;
    private final String name;
    private final int steps;
    private final int keys;
    private final long deletes;
    private final long clears;
    private final GoMap<Long, Long> map;
    private long state;
    private int writes;

    /** The write that began the growth by doubling that is under way, -1 for none. */
    private int began = -1;

    Scenario(String[] words, Queue<String> expected) {
      this.expected = expected;
      name = String.join(" ", words);
      state = Long.parseLong(words[1]);
      steps = Integer.parseInt(words[2]);
      keys = Integer.parseInt(words[3]);
      deletes = Long.parseLong(words[5]);
      clears = Long.parseLong(words[6]);
      map = GoMap.seeded(Long.parseLong(words[4]), 42);
    }

    private long next(int n) {
      state += 0x9e3779b97f4a7c15L;
      return (Seed.mix(state) >>> 1) % n;
    }

    void run() {
      event("made " + map.b());
      for (int i = 0; i < steps; i++) step(i);
      long sum = 0;
      for (Range<Long, Long> r = map.range(); r.next(); ) sum += r.key() * 31 + r.value();
      // What Go has to say about the end of its own last growth comes before its end.
      skipDone();
      event("end " + map.len() + " " + map.b() + " " + sum);
      assertThat(map).isValid();
    }

    private void step(int i) {
      int b = map.b();
      long op = next(10000);
      long key = next(keys);
      if (op < clears) {
        map.clear();
        began = -1;
      } else if (op < clears + deletes) {
        map.delete(key);
        writes++;
      } else {
        map.assign(key, (long) i);
        writes++;
      }
      if (map.b() != b) {
        skipDone();
        event("grow " + i + " " + map.len() + " " + map.b());
        began = writes;
      }
      if (began >= 0 && !map.growing()) {
        withinBounds(writes - began + 1, map.b());
        began = -1;
      }
    }

    /** Each write evacuates one or two of the old buckets. */
    private void withinBounds(int took, int b) {
      int old = 1 << (b - 1);
      assertThat(took).as(name).isBetween((old + 1) / 2, old);
    }

    private void skipDone() {
      while (expected.element().startsWith("done ")) {
        expected.remove();
      }
    }

    private void event(String happened) {
      assertThat(happened).as(name).isEqualTo(expected.remove());
    }
  }
}
