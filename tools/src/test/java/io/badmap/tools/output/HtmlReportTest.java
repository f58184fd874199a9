package io.badmap.tools.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.tools.model.Blocked;
import io.badmap.tools.model.Creation;
import io.badmap.tools.model.Finding;
import io.badmap.tools.model.Heat;
import io.badmap.tools.model.MapLife;
import io.badmap.tools.model.MapRef;
import io.badmap.tools.model.Mark;
import io.badmap.tools.model.Misuse;
import io.badmap.tools.model.Operations;
import io.badmap.tools.model.Partitions;
import io.badmap.tools.model.Report;
import io.badmap.tools.model.Side;
import io.badmap.tools.model.Skew;
import io.badmap.tools.model.Span;
import io.badmap.tools.model.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private static final int MEGABYTE = 1_000_000;
  private static final int COLUMNS = 120;

  @TempDir Path folder;

  private final Random random = new Random(42);

  /** As much as the analysis ever keeps: the page may not grow with the recording. */
  @Test
  void aRecordingFullOfMisusesMakesAPageOfFifteenMegabytes() throws IOException {
    Path page = folder.resolve("page.html");
    HtmlReport.write(report(200, 20_000, 500), page);
    assertThat(Files.size(page)).isLessThan(15 * MEGABYTE);
  }

  @Test
  void aRecordingWithoutAMapMakesNoPage() throws IOException {
    Path page = folder.resolve("page.html");
    HtmlReport.write(report(0, 0, 0), page);
    assertThat(Files.readString(page)).contains("No misuse is in the recording", "</html>");
  }

  private Report report(int number, int operations, int lanes) {
    Span span = new Span("2026-01-01T00:00:00Z", 0, COLUMNS * 1_000_000L, 1_000_000, COLUMNS);
    Window window = window(operations, lanes);
    List<Misuse> misuses = IntStream.range(0, number).mapToObj(i -> misuse(i, window)).toList();
    List<MapLife> maps = IntStream.range(0, number).mapToObj(this::map).toList();
    return new Report(
        List.of(),
        List.of(),
        List.of(),
        span,
        Map.of(),
        (long) number * operations,
        lanes,
        misuses,
        0,
        maps,
        0,
        new Creation(0, 0, List.of(), List.of()),
        null);
  }

  private Misuse misuse(int number, Window window) {
    List<String> stack =
        Collections.nCopies(300, "shop.orders.OrderService.add(OrderService.java:21)");
    Side side =
        new Side("put", "write", "value", "in flight", "lane 1", 1, stack.get(0), stack, List.of());
    Finding finding = new Finding("undecided", "undecided", "lock", List.of("nothing"));
    return new Misuse(
        number,
        50_000_000,
        "concurrent map writes",
        new MapRef(0, number, "java.util.HashMap", ""),
        1,
        "",
        List.of(side, side),
        List.of(finding),
        window,
        List.of());
  }

  private Window window(int count, int lanes) {
    List<String> names =
        IntStream.range(0, count).mapToObj(i -> "shop.Orders.add(Orders.java:" + i + ")").toList();
    long[] at =
        LongStream.generate(() -> random.nextInt(60_000_000)).limit(count).sorted().toArray();
    long[] nanos = LongStream.generate(() -> random.nextInt(100_000)).limit(count).toArray();
    int[] lane = numbers(count, Math.max(1, lanes));
    Operations operations =
        new Operations(
            at,
            nanos,
            lane,
            numbers(count, 4),
            numbers(count, Math.max(1, count)),
            numbers(count, Math.max(1, count)),
            numbers(count, 1_000_000),
            numbers(count, 1_000_000),
            numbers(count, Integer.MAX_VALUE),
            numbers(count, 3));
    return new Window(
        0,
        60_000_000,
        IntStream.range(0, lanes).mapToObj(i -> "lane " + i).toList(),
        names,
        operations,
        IntStream.range(0, count / 4)
            .mapToObj(i -> new Mark(at[i], 1000, "rehash", lane[i], "16 to 32, 12 moved"))
            .toList(),
        IntStream.range(0, count / 4)
            .mapToObj(i -> new Blocked(at[i], 1000, "park", lane[i], "java.lang.Object", ""))
            .toList(),
        0,
        true);
  }

  private int[] numbers(int count, int bound) {
    return random.ints(count, 0, bound).toArray();
  }

  private MapLife map(int number) {
    Partitions partitions = new Partitions(new long[64], 0, 1, true, false);
    return new MapLife(
        new MapRef(0, number, "java.util.HashMap", ""),
        0,
        "main",
        "shop.Orders.<init>(Orders.java:9)",
        0,
        1,
        1,
        1,
        1,
        1,
        1,
        2,
        2,
        1,
        1,
        16,
        1,
        1,
        0,
        1,
        new Heat(
            numbers(COLUMNS, 1_000_000),
            numbers(COLUMNS, 1_000_000),
            numbers(COLUMNS, 60),
            numbers(COLUMNS, 1_000_000)),
        new Skew(1, 1, partitions, partitions, null, List.of()));
  }
}
