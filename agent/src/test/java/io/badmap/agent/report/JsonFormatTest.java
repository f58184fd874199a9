package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.Effect;
import io.badmap.HeldLock;
import io.badmap.Side;
import io.badmap.agent.options.Traceback;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonFormatTest {
  private static Side side(String thread) {
    return Stacks.side(
        "put",
        Effect.STRUCTURAL,
        thread,
        31,
        false,
        List.of(new HeldLock("java.util.concurrent.locks.ReentrantLock$FairSync", 0x1f, null)),
        Stacks.put(),
        "com.acme.A.b(A.java:8)");
  }

  @Test
  void aReportIsOneObjectOnOneLineWithEveryDocumentedField() {
    String line =
        new JsonFormat(Traceback.INVOLVED)
            .report(Stacks.report(side("w"), Side.unknown()), List.of());

    assertThat(line)
        .isEqualTo(
            "{\"number\":1,\"kind\":\"writes\",\"message\":\"concurrent map writes\","
                + "\"time\":\"2026-11-22T12:00:04Z\",\"watchedSince\":\"2026-11-22T12:00:03.114Z\","
                + "\"map\":{\"class\":\"java.util.HashMap\",\"identity\":\"5e2de80c\","
                + "\"name\":\"OrderService.userCache\",\"size\":1042},\"sides\":["
                + "{\"operation\":\"put\",\"access\":\"write\",\"effect\":\"structural\","
                + "\"sighting\":\"in_flight\",\"thread\":{\"name\":\"w\",\"id\":31,"
                + "\"virtual\":false,\"carrier\":null},"
                + "\"caller\":{\"class\":\"com.acme.A\",\"method\":\"b\",\"file\":\"A.java\","
                + "\"line\":8},\"stack\":[{\"class\":\"java.util.HashMap\",\"method\":\"put\","
                + "\"file\":\"HashMap.java\",\"line\":610},{\"class\":\"com.acme.A\","
                + "\"method\":\"b\",\"file\":\"A.java\",\"line\":8}],"
                + "\"locks\":[{\"class\":\"java.util.concurrent.locks.ReentrantLock\","
                + "\"identity\":\"1f\",\"site\":null}]},"
                + "{\"operation\":null,\"access\":\"write\",\"effect\":\"unfinished\","
                + "\"sighting\":\"unknown\",\"thread\":null,\"caller\":null,\"stack\":[],"
                + "\"locks\":null}],"
                + "\"hint\":\"side 2 writes under a lock, side 1 does not take it\"}\n");
    assertThat(StrictJson.parse(line.strip())).isInstanceOf(Map.class);
  }

  @Test
  void anyThreadNameSurvivesTheWayThroughUtf8AndBack() {
    long seed = 42;
    Random random = new Random(seed);
    char[] hard = {'"', '\\', '\n', 0, 0x1f, 0x7f, 0x2028, '\ud83d', '\ude00', 'a', 'é'};
    for (int run = 0; run < 2_000; run++) {
      StringBuilder name = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        name.append(
            random.nextInt(3) > 0
                ? hard[random.nextInt(hard.length)]
                : (char) random.nextInt(0x10000));
      }
      String line =
          new JsonFormat(Traceback.SINGLE)
              .report(Stacks.report(side(name.toString()), side("x")), List.of());
      String sent =
          new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).strip();
      Map<?, ?> report = (Map<?, ?>) StrictJson.parse(sent);
      Map<?, ?> first = (Map<?, ?>) ((List<?>) report.get("sides")).get(0);
      assertThat(((Map<?, ?>) first.get("thread")).get("name"))
          .as("seed %s, run %s", seed, run)
          .isEqualTo(name.toString());
      assertThat(sent.lines().count()).isEqualTo(1);
    }
  }

  @Test
  void theClosingLineIsAnObjectOrNothing() {
    JsonFormat format = new JsonFormat(Traceback.INVOLVED);

    assertThat(format.closing(new Closing(null, List.of(), List.of()))).isEmpty();
    String line =
        format.closing(
            new Closing(
                new Closing.Summary(16, 1, 2, 1, 1, 0, 4, 7, "w"),
                List.of(new Closing.Repeat(1, "a", "b", 2)),
                List.of("note")));
    assertThat(line)
        .isEqualTo(
            "{\"closing\":{\"repeats\":[{\"number\":1,\"sites\":[\"a\",\"b\"],\"times\":2}],"
                + "\"notes\":[\"note\"],\"summary\":{\"watched\":\"w\",\"met\":16,\"reported\":1,"
                + "\"folded\":2,\"suppressed\":1,\"dropped\":1,\"valueOnly\":0,\"sampledOut\":4,"
                + "\"passed\":7}}}\n");
    assertThat(StrictJson.parse(line.strip())).isInstanceOf(Map.class);
  }
}
