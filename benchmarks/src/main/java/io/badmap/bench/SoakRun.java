package io.badmap.bench;

import io.badmap.bench.service.Customers;
import io.badmap.bench.service.Shop;
import io.badmap.bench.service.Visits;
import io.badmap.bench.soak.Clock;
import io.badmap.bench.soak.Collector;
import io.badmap.bench.soak.Disk;
import io.badmap.bench.soak.Rewritten;
import io.badmap.bench.soak.SoakProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One soak of one JVM: the schedule of the faults, and what must be true after it. */
final class SoakRun {
  private static final int CUSTOMERS = 4;
  private static final int LONGEST_PERIOD = 20;
  private static final int LEAST_WARM_UP = 20;
  private static final int PUSH_SECONDS = 30;
  private static final int JUMP_SECONDS = 3;
  private static final long JUMP_MILLIS = 60_000;
  private static final int TOLD = 20;
  private static final Pattern REPORT = Pattern.compile("^\\{.*\"number\":(\\d+).*}$");

  private final Shop shop;
  private final Rewritten config;
  private final Collector collector;
  private final @Nullable Disk disk;
  private final @Nullable Clock clock;
  private final Path reports;
  private final int port;
  private final int seconds;
  private final int rate;
  private final int period;

  private long clockAhead;
  private int jumpsSeen;
  private int pushesBefore;
  private Map<String, Long> early = Map.of();

  SoakRun(
      Shop shop,
      Rewritten config,
      Collector collector,
      @Nullable Disk disk,
      @Nullable Clock clock,
      Path reports,
      int port,
      int seconds,
      int rate) {
    this.shop = shop;
    this.config = config;
    this.collector = collector;
    this.disk = disk;
    this.clock = clock;
    this.reports = reports;
    this.port = port;
    this.seconds = seconds;
    this.rate = rate;
    period = Math.min(LONGEST_PERIOD, seconds / 3);
  }

  /** What was done to the service, in a sentence. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%d s, %d requests a second. The config file was rewritten each second, the collector killed "
            + "or restarted each %d s; the disk of the reports: %s; the clock: %s.",
        seconds,
        rate,
        period,
        disk == null ? "/dev/full, always full" : "filled " + disk.fillings() + " times",
        clock == null ? "left alone, there is no C compiler here" : clock.jumps() + " jumps");
  }

  /** Runs for the whole time, ends the service, and tells what was found. */
  Findings run() throws IOException, InterruptedException {
    Customers.Load load = new Customers(shop.address(), CUSTOMERS).start(rate);
    long start = System.nanoTime();
    for (int second = 1; second <= seconds; second++) {
      TimeUnit.NANOSECONDS.sleep(start + TimeUnit.SECONDS.toNanos(second) - System.nanoTime());
      faults(second);
      if (second == Math.max(LEAST_WARM_UP, seconds / 5)) {
        early = state();
      }
      if (second % 60 == 0) {
        System.err.printf("minute %d, wrong answers %d%n", second / 60, load.wrong().size());
      }
    }
    awaitCollector();
    Map<String, Long> late = state();
    Map<String, Long> metrics = metrics();
    Visits visits = load.stop();
    shop.hangUp();
    int status = shop.end();

    Findings findings = new Findings();
    visits.wrong().stream().limit(TOLD).forEach(System.err::println);
    findings.atLeast("requests sent", visits.requests(), (long) rate * seconds / 2);
    findings.none("requests not answered, or wrongly", visits.wrong().size());
    reports(findings, late);
    effects(findings, metrics);
    leaks(findings, late);
    findings.none("exit code of the service", status);
    return findings;
  }

  private void faults(int second) throws IOException {
    config.next();
    if (second % period == 0) {
      toggleCollector();
      if (disk != null) {
        disk.toggle();
      }
    }
    if (clock != null && second % period == period / 2) {
      clock.jump();
    }
    if (clock != null && second % period == period / 2 + JUMP_SECONDS) {
      long ahead = clock() - System.currentTimeMillis();
      jumpsSeen += Math.abs(ahead - clockAhead) > JUMP_MILLIS ? 1 : 0;
      clockAhead = ahead;
    }
  }

  private void toggleCollector() throws IOException {
    pushesBefore = collector.pushes();
    collector.toggle();
  }

  /** The numbers must come again after the last restart. */
  private void awaitCollector() throws IOException, InterruptedException {
    if (!collector.isUp()) {
      toggleCollector();
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PUSH_SECONDS);
    while (collector.pushes() == pushesBefore && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private long clock() throws IOException {
    shop.tell(SoakProgram.CLOCK);
    return Long.parseLong(shop.answer(SoakProgram.CLOCK));
  }

  private Map<String, Long> state() throws IOException {
    shop.tell("");
    Map<String, Long> state = new TreeMap<>();
    for (String word : shop.answer(SoakProgram.STATE).split(" ", -1)) {
      int equals = word.indexOf('=');
      state.put(word.substring(0, equals), Long.valueOf(word.substring(equals + 1)));
    }
    state.put("residentKib", shop.residentKib());
    return state;
  }

  /** Each report that the listener was told of must stand whole in the file or on stderr. */
  private void reports(Findings findings, Map<String, Long> late) throws IOException {
    List<String> lines = new ArrayList<>(shop.err());
    tellMessages(lines);
    findings.none(
        "stack traces on stderr", lines.stream().filter(line -> line.startsWith("\tat ")).count());
    if (Files.isRegularFile(reports)) {
      lines.addAll(Files.readAllLines(reports));
    }
    Set<Long> written = new HashSet<>();
    for (String line : lines) {
      Matcher report = REPORT.matcher(line);
      if (report.matches()) {
        written.add(Long.valueOf(report.group(1)));
      }
    }
    long told = late.getOrDefault("reports", 0L);
    findings.atLeast("misuses made on purpose", late.getOrDefault("meetings", 0L), 1);
    findings.atLeast("of these ended with an error", late.getOrDefault("thrown", 0L), 1);
    findings.atLeast("reports of these", told, 2);
    findings.none(
        "of these not written whole anywhere",
        LongStream.rangeClosed(1, told).filter(number -> !written.contains(number)).count());
    findings.none("reports of anything else", late.getOrDefault("wrong", -1L));
  }

  /** What the agent said beside reports, each kind of line once, for people to look at. */
  private static void tellMessages(List<String> lines) {
    Map<String, Integer> messages = new TreeMap<>();
    for (String line : lines) {
      if (!line.startsWith("{")) {
        messages.merge(line.replaceAll("[0-9]+", "N"), 1, Integer::sum);
      }
    }
    messages.forEach((line, count) -> System.err.printf("%6d times: %s%n", count, line));
  }

  private void effects(Findings findings, Map<String, Long> metrics) {
    findings.atLeast(
        "valid contents applied, of " + config.validCount(),
        metrics.getOrDefault("badmap_config_reload_total{result=\"applied\"}", 0L),
        config.validCount() * 4L / 5);
    findings.atLeast(
        "broken contents refused, of " + config.brokenCount(),
        metrics.getOrDefault("badmap_config_reload_total{result=\"failed\"}", 0L),
        config.brokenCount() * 4L / 5);
    findings.atLeast(
        "trips of the breaker", metrics.getOrDefault("badmap_breaker_trips_total", 0L), 1);
    findings.atLeast("posts of the breaker that came", collector.degrades(), 1);
    findings.atLeast(
        "pushes to the collector after its last restart", collector.pushes() - pushesBefore, 1);
    findings.none(
        "failures of reporting", metrics.getOrDefault("badmap_report_failures_total", -1L));
    findings.none("stuck tags", metrics.getOrDefault("badmap_healed_total", -1L));
    if (clock != null) {
      findings.atLeast(
          "jumps of the clock that the service saw, of " + clock.jumps(),
          jumpsSeen,
          Math.max(1, clock.jumps() / 2));
    }
  }

  private void leaks(Findings findings, Map<String, Long> late) {
    grown(findings, "threads", late, 3);
    grown(findings, "classes", late, 100);
    grown(findings, "heapKib", late, 4 << 10);
    grown(findings, "metaspaceKib", late, 4 << 10);
    grown(findings, "residentKib", late, 32 << 10);
    grown(findings, "files", late, 8);
  }

  private void grown(Findings findings, String what, Map<String, Long> late, long most) {
    findings.grown(
        what + ", after warm-up and at the end",
        early.getOrDefault(what, 0L),
        late.getOrDefault(what, Long.MAX_VALUE),
        most);
  }

  private Map<String, Long> metrics() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    String text =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    Map<String, Long> values = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      int space = line.lastIndexOf(' ');
      if (!line.startsWith("#") && space > 0) {
        values.put(line.substring(0, space), (long) Double.parseDouble(line.substring(space + 1)));
      }
    }
    return values;
  }
}
