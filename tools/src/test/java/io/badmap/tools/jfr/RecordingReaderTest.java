package io.badmap.tools.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.tools.Recorded;
import io.badmap.tools.events.MapAssign;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingReaderTest {
  private static final int SIZE = 8;
  private static final int START = 32;
  private static final int STATE = 64;
  private static final String LONG_SITE = "shop.Orders.lambda$find$0(Orders.java:17)";

  @TempDir Path folder;

  private final List<String> problems = new ArrayList<>();
  private final List<String> read = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();

  @Test
  void anEventIsReadOtherwiseThanByTheJdksOwnReader() throws IOException {
    Path file = recording(500);

    FileSummary summary = read(file);

    List<String> expected = new ArrayList<>();
    List<Long> expectedTimes = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (!event.getEventType().getName().equals("io.badmap.MapAssign")) continue;
      Instant start = event.getStartTime();
      expectedTimes.add(start.getEpochSecond() * 1_000_000_000 + start.getNano());
      expected.add(
          event.getLong("mapId")
              + " "
              + event.getString("mapClass")
              + " "
              + Objects.toString(event.getString("site"), "")
              + " "
              + event.getInt("hash")
              + " "
              + (event.getBoolean("structural") ? 1 : 0)
              + " "
              + event.getThread().getJavaName());
    }
    assertThat(expected).hasSize(500);
    assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(times).hasSameSizeAs(expectedTimes);
    for (long time : expectedTimes) {
      // The JDK rounds otherwise.
      assertThat(times).anyMatch(own -> Math.abs(own - time) <= 1_000);
    }
    assertThat(summary.whole()).isTrue();
    assertThat(summary.eventsByType()).containsEntry("io.badmap.MapAssign", 500L);
    assertThat(problems).isEmpty();
  }

  @Test
  void aStackIsReadOtherwiseThanByTheJdksOwnReader() throws IOException {
    List<String> own = new ArrayList<>();
    List<Subscription> subscriptions =
        List.of(
            new Subscription(
                "jdk.ThreadPark",
                List.of(),
                event ->
                    event
                        .chunk()
                        .stack(event.stack())
                        .forEach(
                            frame ->
                                own.add(
                                    frame.className()
                                        + "."
                                        + frame.method()
                                        + ":"
                                        + frame.line()))));
    Path file = Recorded.of(folder, () -> LockSupport.parkNanos(30_000_000), "jdk.ThreadPark");
    reader(subscriptions).read(file);

    List<String> expected = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (!event.getEventType().getName().equals("jdk.ThreadPark")) continue;
      // Threads of the JVM may park as well, without a stack.
      if (event.getStackTrace() == null) continue;
      event
          .getStackTrace()
          .getFrames()
          .forEach(
              frame ->
                  expected.add(
                      frame.getMethod().getType().getName()
                          + "."
                          + frame.getMethod().getName()
                          + ":"
                          + frame.getLineNumber()));
    }
    assertThat(expected)
        .anyMatch(frame -> frame.startsWith("java.util.concurrent.locks.LockSupport.parkNanos"));
    assertThat(own).containsExactlyElementsOf(expected);
  }

  @Test
  void aFileThatIsCutOffIsLostAsAWhole() throws IOException {
    Path file = recording(20_000);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length * 3 / 4));

    FileSummary summary = read(file);

    assertThat(summary.whole()).isFalse();
    assertThat(problems.get(0)).contains(file.toString(), "is cut off in chunk 1");
  }

  @Test
  void whatPrecedesABrokenSecondChunkIsLost() throws IOException {
    byte[] first = Files.readAllBytes(recording(100));
    byte[] second = Files.readAllBytes(recording(100));
    byte[] both = Arrays.copyOf(first, first.length + second.length / 2);
    System.arraycopy(second, 0, both, first.length, second.length / 2);

    FileSummary summary = read(write("half.jfr", both));

    assertThat(read).hasSizeGreaterThanOrEqualTo(100);
    assertThat(summary.whole()).isFalse();
  }

  @Test
  void anUnfinishedChunkIsNotRead() throws IOException {
    byte[] bytes = Files.readAllBytes(recording(300));
    ByteBuffer.wrap(bytes).putLong(SIZE, 0).put(STATE, (byte) 0xff);

    FileSummary summary = read(write("killed.jfr", bytes));

    assertThat(read).hasSize(300);
    assertThat(summary.whole()).isFalse();
    assertThat(problems).singleElement().asString().contains("was not finished");
  }

  @Test
  void aForeignFileIsNotNamedAsSuch() throws IOException {
    Path packed = folder.resolve("packed.jfr");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(recording(1)));
    }
    read(write("empty.jfr", new byte[0]));
    read(
        write(
            "text.jfr",
            "no recording at all, though long enough for the header of one: 68".getBytes()));
    read(write("short.jfr", "FLR".getBytes()));
    read(packed);
    read(folder.resolve("absent.jfr"));
    read(folder);

    assertThat(problems).hasSize(6);
    assertThat(problems.get(0)).endsWith("empty.jfr: is empty");
    assertThat(problems.get(1)).contains("text.jfr: is");
    assertThat(problems.get(2)).contains("short.jfr: is too short");
    assertThat(problems.get(3)).contains("is packed by gzip");
    assertThat(problems.get(4)).contains("there is no such file");
    assertThat(problems.get(5)).contains("cannot be read");
  }

  @Test
  void whatFollowsTheLastChunkIsTakenForOne() throws IOException {
    byte[] first = Files.readAllBytes(recording(10));
    byte[] more = Arrays.copyOf(first, first.length + 100);
    Arrays.fill(more, first.length, more.length, (byte) 'x');

    read(write("tail.jfr", more));

    assertThat(read).hasSize(10);
    assertThat(problems).isNotEmpty();
  }

  @Test
  void aChunkOfTwoDumpsIsCountedTwice() throws IOException {
    Path file = recording(10);
    Path copy = folder.resolve("copy.jfr");
    Files.copy(file, copy);
    RecordingReader reader = reader();
    reader.read(file);
    reader.read(copy);

    assertThat(read).hasSize(10);
    assertThat(problems).singleElement().asString().contains("was in an earlier file");
  }

  @Test
  void aClockThatIsSetMovesEventsByAnHour() throws IOException {
    byte[] first = Files.readAllBytes(recording(5));
    byte[] second = Files.readAllBytes(recording(5));
    long hour = 3_600_000_000_000L;
    ByteBuffer header = ByteBuffer.wrap(second);
    header.putLong(START, header.getLong(START) + hour);
    RecordingReader reader = reader();
    reader.read(write("before.jfr", first));
    reader.read(write("after.jfr", second));

    assertThat(problems).singleElement().asString().contains("the clock was changed by +3600.");
    assertThat(times.get(9) - times.get(0)).isBetween(0L, hour / 2);
  }

  @Test
  void bytesAtRandomEndTheReader() throws IOException {
    byte[] whole = Files.readAllBytes(recording(2_000));
    java.util.Random random = new java.util.Random(7);
    for (int round = 0; round < 200; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 20; i++) {
        damaged[68 + random.nextInt(damaged.length - 68)] = (byte) random.nextInt();
      }
      // Whatever is in it, the reader comes back; that it does is the assertion.
      FileSummary summary = read(write("damaged.jfr", damaged));
      assertThat(summary.bytes()).isEqualTo(whole.length);
    }
  }

  private Path recording(int assigns) {
    return Recorded.of(
        folder,
        () ->
            Recorded.inThread(
                "clerk",
                () -> {
                  for (int i = 0; i < assigns; i++) {
                    MapAssign assign = Recorded.operation(7, new MapAssign(), i * 31 - 1000);
                    assign.structural = i % 2 == 0;
                    if (i % 3 == 0) assign.site = LONG_SITE;
                    if (i % 5 == 0) assign.site = "Gr\u00fc\u00dfe.\u4f60\u597d(\ud83d\ude00:1)";
                    if (i % 7 == 0) assign.mapClass = null;
                    assign.commit();
                  }
                }));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private FileSummary read(Path file) {
    return reader().read(file);
  }

  private RecordingReader reader() {
    List<String> fields = List.of("mapId", "mapClass", "site", "hash", "structural");
    return reader(
        List.of(
            new Subscription(
                "io.badmap.MapAssign",
                fields,
                event -> {
                  times.add(event.startNanos());
                  read.add(
                      event.number(Event.OWN)
                          + " "
                          + (event.symbol(Event.OWN + 1) == Symbols.NULL
                              ? null
                              : event.text(Event.OWN + 1))
                          + " "
                          + event.text(Event.OWN + 2)
                          + " "
                          + event.integer(Event.OWN + 3)
                          + " "
                          + event.number(Event.OWN + 4)
                          + " "
                          + event.chunk().thread(event.thread()).name());
                })));
  }

  private RecordingReader reader(List<Subscription> subscriptions) {
    return new RecordingReader(
        subscriptions,
        new Symbols(),
        new RecordingListener() {
          @Override
          public void chunk(Chunk chunk) {}

          @Override
          public void progress(long bytes) {}

          @Override
          public void problem(String line) {
            problems.add(line);
          }
        });
  }
}
