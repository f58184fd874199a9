package io.badmap.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.badmap.tools.events.GuardStats;
import io.badmap.tools.events.MapAccess;
import io.badmap.tools.events.MapAssign;
import io.badmap.tools.events.MapCreate;
import io.badmap.tools.events.MapDelete;
import io.badmap.tools.events.MapGrow;
import io.badmap.tools.events.MapGrowWork;
import io.badmap.tools.events.MapIterate;
import io.badmap.tools.events.MapRehash;
import io.badmap.tools.events.MapTreeify;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AnalyzeCommandTest {
  private static final int OPERATIONS = 300;

  @TempDir Path folder;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private Path recording;

  @BeforeEach
  void record() {
    recording = Recorded.of(folder, AnalyzeCommandTest::misuse);
  }

  /** Two threads, a growth, a misuse between them. */
  private static void misuse() {
    MapCreate create = Recorded.on(7, new MapCreate());
    create.capacity = 16;
    create.site = "shop.Orders.<init>(Orders.java:9)";
    create.commit();
    Thread reader = Recorded.inThread("reader", () -> operations(new MapAccess[OPERATIONS / 2]));
    Thread writer =
        Recorded.inThread("<writer> & \"co\"", () -> operations(new MapAssign[OPERATIONS / 2]));
    Recorded.misuse(7, 1, reader, writer).commit();
    GuardStats guard = new GuardStats();
    guard.conflicts = 3;
    guard.reported = 1;
    guard.folded = 2;
    guard.commit();
    Recorded.operation(8, new MapAccess(), 5).commit();
  }

  private static void operations(Object[] kind) {
    for (int i = 0; i < kind.length; i++) {
      if (kind instanceof MapAssign[]) {
        MapAssign assign = Recorded.operation(7, new MapAssign(), i);
        assign.begin();
        assign.structural = true;
        assign.changed = true;
        assign.commit();
      } else {
        Recorded.operation(7, new MapAccess(), i).commit();
      }
      if (i == 12 && kind instanceof MapAssign[]) {
        MapGrow grow = Recorded.on(7, new MapGrow());
        grow.oldCapacity = 16;
        grow.newCapacity = 32;
        grow.commit();
      }
    }
  }

  @Test
  void theSummaryLacksWhatItIsFor() {
    assertThat(run("analyze", "--window", "10s", recording.toString())).isZero();
    assertThat(out.toString())
        .contains("301 operations on 2 maps by")
        .contains("the agent met 3 conflicts, reported 1, folded 2 into these, suppressed 0")
        .contains("concurrent map writes #1")
        .contains("map \"Orders.byId\" (HashMap 7), size 3")
        .contains("side 1: merge, stopped, in flight, thread \"reader\"")
        .contains("      at shop.Orders.load(Orders.java:33)")
        .contains("verdict: ")
        .contains("    change: ")
        .contains("window: 300 operations by ")
        .contains("made +0.");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aFilterLetsOthersThrough() {
    run("analyze", "--map", "8", recording.toString());
    assertThat(out.toString()).contains("1 operation on 1 map by").contains("no misuse");
    run("analyze", "--thread", "reader", recording.toString());
    assertThat(out.toString()).contains("150 operations on 1 map");
    run("analyze", "--map", "nobody", recording.toString());
    assertThat(err.toString()).contains("no map is named like nobody");
  }

  @Test
  void theJsonReportHidesSomething() throws IOException {
    JsonObject report = parse(write(".json")).getAsJsonObject();
    JsonObject misuse = report.getAsJsonArray("misuses").get(0).getAsJsonObject();
    assertThat(misuse.getAsJsonArray("sides")).hasSize(2);
    JsonObject window = misuse.getAsJsonObject("window");
    assertThat(window.getAsJsonObject("operations").getAsJsonArray("at")).hasSize(OPERATIONS);
    assertThat(window.getAsJsonArray("marks").toString()).contains("16 to 32");
    assertThat(report.getAsJsonArray("maps")).hasSize(2);
    assertThat(report.getAsJsonObject("creation").getAsJsonArray("counted").toString())
        .contains("shop.Orders.");
  }

  @Test
  void thePageAsksForSomethingOrLetsAThreadsNameIn() throws IOException {
    String page = Files.readString(write(".html"));
    assertThat(page)
        .doesNotContain("http:", "https:", "<writer>", "src=", "url(")
        .doesNotContainPattern("href=\"[^#]")
        .contains("concurrent map writes", "&lt;writer&gt; &amp; &quot;co&quot;", "<svg ");
    int begin = page.indexOf('>', page.indexOf("id=\"badmap-report\"")) + 1;
    String json = page.substring(begin, page.indexOf("</script>", begin));
    assertThat(JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("misuses")).hasSize(1);
  }

  @Test
  void theTraceIsNotInChromesFormat() throws IOException {
    JsonObject trace = parse(write(".trace.json")).getAsJsonObject();
    Map<String, Integer> names = new HashMap<>();
    Set<Integer> named = new TreeSet<>();
    Set<Integer> used = new TreeSet<>();
    for (JsonElement element : trace.getAsJsonArray("traceEvents")) {
      JsonObject event = element.getAsJsonObject();
      String phase = event.get("ph").getAsString();
      names.merge(event.get("name").getAsString(), 1, Integer::sum);
      assertThat(event.get("pid").getAsInt()).isPositive();
      int thread = event.get("tid").getAsInt();
      switch (phase) {
        case "M" -> {
          named.add(thread);
          assertThat(event.getAsJsonObject("args").get("name").getAsString()).isNotEmpty();
        }
        case "X" -> {
          used.add(thread);
          assertThat(event.get("ts").getAsDouble()).isFinite();
          assertThat(event.get("dur").getAsDouble()).isNotNegative();
        }
        case "i" -> assertThat(event.get("s").getAsString()).isEqualTo("t");
        default -> throw new AssertionError("an unknown phase " + phase);
      }
    }
    assertThat(names)
        .containsEntry("mapassign", OPERATIONS / 2)
        .containsEntry("mapaccess1", OPERATIONS / 2 + 1)
        .containsEntry("map_grow", 1);
    assertThat(named).containsAll(used);
  }

  @Test
  void somethingHasAnotherNameInTheTraceOrIsMissing() throws IOException {
    recording =
        Recorded.of(
            folder,
            () -> {
              Recorded.operation(7, new MapAssign(), 5).commit();
              Recorded.operation(7, new MapAccess(), 5).commit();
              Recorded.operation(7, new MapDelete(), 5).commit();
              Recorded.operation(7, new MapIterate(), 5).commit();
              Recorded.on(7, new MapGrow()).commit();
              Recorded.on(7, new MapGrowWork()).commit();
              MapRehash rehash = Recorded.on(7, new MapRehash());
              rehash.begin();
              rehash.commit();
              Recorded.on(7, new MapTreeify()).commit();
              Recorded.on(7, new MapCreate()).commit();
            });
    List<String> names = new ArrayList<>();
    for (JsonElement event :
        parse(write(".trace.json")).getAsJsonObject().getAsJsonArray("traceEvents")) {
      names.add(event.getAsJsonObject().get("name").getAsString());
    }
    assertThat(names)
        .containsExactlyInAnyOrder(
            "thread_name",
            "mapassign",
            "mapaccess1",
            "mapdelete",
            "mapiternext",
            "map_grow",
            "map_grow_work",
            "map_rehash",
            "map_treeify",
            "map_create");
  }

  @Test
  void thePictureIsNoPicture() throws Exception {
    var svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(write(".svg").toFile())
            .getDocumentElement();
    assertThat(svg.getTagName()).isEqualTo("svg");
    assertThat(svg.getElementsByTagName("rect").getLength()).isGreaterThan(3);
    assertThat(ImageIO.read(write(".png").toFile()).getWidth()).isGreaterThan(1000);
  }

  @Test
  void goCannotReadTheProfile() throws Exception {
    Path profile = write(".pb.gz");
    assumeTrue(hasGo(), "go is not on this machine: the profile is not read by its pprof");
    assertThat(pprof(profile, "operations")).containsPattern("301 +100% +shop.Orders.find");
    assertThat(pprof(profile, "misuses")).contains("shop.Orders.add");
    assertThat(pprof(profile, "creations")).contains("shop.Orders.<init>");
  }

  private static boolean hasGo() throws InterruptedException {
    try {
      return new ProcessBuilder("go", "version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String pprof(Path profile, String type) throws Exception {
    Path told = folder.resolve("pprof.txt");
    Process go =
        new ProcessBuilder(
                "go", "tool", "pprof", "-top", "-sample_index=" + type, profile.toString())
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    assertThat(go.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(go.exitValue()).describedAs(Files.readString(told)).isZero();
    return Files.readString(told);
  }

  @Test
  void aSequenceIsOutOfOrder() {
    assertThat(run("extract", "--window", "10s", recording.toString())).isZero();
    List<String> threads = new ArrayList<>();
    long before = Long.MAX_VALUE;
    for (String line : out.toString().lines().toList()) {
      JsonObject operation = JsonParser.parseString(line).getAsJsonObject();
      String thread = operation.get("thread").getAsString();
      if (threads.isEmpty() || !threads.get(threads.size() - 1).equals(thread)) {
        threads.add(thread);
        before = Long.MAX_VALUE;
      }
      assertThat(operation.get("beforeNanos").getAsLong()).isBetween(0L, before);
      before = operation.get("beforeNanos").getAsLong();
      assertThat(operation.get("map").getAsLong()).isEqualTo(7);
    }
    assertThat(threads).containsExactlyInAnyOrder("reader", "<writer> & \"co\"");
    assertThat(out.toString().lines()).hasSize(OPERATIONS);
  }

  @Test
  void aShortWindowShowsWhatLiesBeforeIt() {
    run("extract", "--window", "1ns", recording.toString());
    assertThat(out.toString().lines().count()).isLessThan(10);
  }

  @Test
  void badInputEndsTheAnalysis() throws IOException {
    Path foreign = Files.writeString(folder.resolve("foreign.jfr"), "x".repeat(500));
    assertThat(run("analyze", foreign.toString())).isEqualTo(65);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("not a flight recording");
    assertThat(out.toString()).isEmpty();

    assertThat(run("analyze", foreign.toString(), recording.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("concurrent map writes #1");

    assertThat(run("analyze", folder.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("concurrent map writes #1");
  }

  @Test
  void aMistakeIsNotNamed() {
    assertThat(run("analyze")).isEqualTo(64);
    assertThat(run("analyze", "--window", "soon", recording.toString())).isEqualTo(64);
    assertThat(err.toString()).contains("'soon' is no time such as 500us, 50ms or 2s");
    assertThat(run("analyze", "-o", "report.pdf", recording.toString())).isEqualTo(64);
    assertThat(err.toString()).contains("must end with one of .trace.json, .json, .html");
    String nowhere = folder.resolve("no/report.json").toString();
    assertThat(run("analyze", "-o", nowhere, recording.toString())).isEqualTo(73);
    assertThat(err.toString()).contains(nowhere + ": cannot be written: there is no such folder");
  }

  private Path write(String ending) {
    Path file = folder.resolve("report" + ending);
    assertThat(run("analyze", "--window", "10s", "-o", file.toString(), recording.toString()))
        .isZero();
    return file;
  }

  private static JsonElement parse(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file));
  }

  /** Each run begins with nothing printed. */
  private int run(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    CommandLine commands = Main.commands();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(args);
  }
}
