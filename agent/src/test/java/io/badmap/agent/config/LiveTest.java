package io.badmap.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.agent.options.Action;
import io.badmap.agent.options.OptionTable;
import io.badmap.agent.options.Options;
import io.badmap.agent.options.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveTest {
  private final List<Action> applied = new ArrayList<>();
  private List<String> refusal = List.of();

  private List<String> apply(Options before, Options now) {
    if (refusal.isEmpty()) {
      applied.add(now.action());
    }
    return refusal;
  }

  private Live live(String argument, Map<String, String> file) {
    return new Live(argument, Map.of("BADMAP", "exitcode=7"), file, this::apply);
  }

  @Test
  void aSourceWinsOverAStrongerOne() {
    Live live = live("writes=structural", Map.of("writes", "all", "exitcode", "9", "park", "5"));

    assertThat(live.options().origin("writes")).isEqualTo(Origin.AGENT_ARGUMENT);
    assertThat(live.options().exitcode()).isEqualTo(7);
    assertThat(live.options().park()).isEqualTo(5);
    assertThat(live.options().origin("park")).isEqualTo(Origin.CONFIG);

    assertThat(live.set("writes", "all").changed()).containsExactly("writes");
    assertThat(live.options().origin("writes")).isEqualTo(Origin.RUN_TIME);
    live.file(Map.of("writes", "structural"), this::apply);
    assertThat(live.options().origin("writes")).isEqualTo(Origin.RUN_TIME);
    assertThat(live.options().park()).isEqualTo(10_000);
  }

  @Test
  void whatNeedsARestartIsChangedOrNotTold() {
    Live live = live(null, Map.of("hunt", "off"));
    Live.Outcome outcome =
        live.file(Map.of("hunt", "on", "out", "x.log", "action", "log"), this::apply);

    assertThat(outcome.restart()).containsExactly("hunt", "out");
    assertThat(outcome.changed()).containsExactly("action");
    assertThat(live.options().hunt().on()).isFalse();
    assertThat(live.options().out()).isEqualTo("stderr");
    assertThat(live.set("hunt", "on").restart()).containsExactly("hunt");
  }

  @Test
  void aRefusedChangeChangesSomething() {
    Live live = live(null, Map.of());
    assertThat(live.set("action", "lgo").errors().get(0)).contains("nearest is 'log'");
    refusal = List.of("no");
    assertThat(live.set("action", "log").errors()).containsExactly("no");
    assertThat(live.file(Map.of("action", "log"), this::apply).errors()).containsExactly("no");
    refusal = List.of();
    live.set("park", "3");

    assertThat(live.options().action()).isEqualTo(Action.THROW);
    assertThat(applied).containsExactly(Action.THROW);
  }

  @Test
  void aPlaceToWriteToOrToReadASecretFromIsChangedWhileTheJvmRuns() {
    for (String key : List.of("out", "hunt.plan", "config", "metrics", "metrics.token", "otlp")) {
      String value = key.equals("metrics") ? ":1" : key.equals("otlp") ? "http://h" : "/etc/x";
      Live live = live(null, Map.of());
      Options before = live.options();

      assertThat(live.set(key, value).restart()).as(key).containsExactly(key);
      if (!key.equals("config")) {
        assertThat(live.file(Map.of(key, value), this::apply).restart()).containsExactly(key);
      }
      assertThat(live.options()).as(key).isEqualTo(before);
    }
  }

  @Test
  void someTextSetAtRunTimeThrowsOrChangesWhatItMayNot() {
    Random random = new Random(20261123);
    List<String> keys = OptionTable.keys();
    String alphabet = "acdefghilmnoprstuwx0123456789.,=;*%\"\\ \n\u0000\u2028\ud83d";
    for (int i = 0; i < 20_000; i++) {
      Live live = live(null, Map.of());
      String key = random.nextInt(4) == 0 ? drawn(random, alphabet) : keys.get(i % keys.size());
      List<String> words = OptionTable.words(key);
      boolean word = !words.isEmpty() && random.nextBoolean();
      String value = word ? words.get(random.nextInt(words.size())) : drawn(random, alphabet);
      Live.Outcome outcome = live.set(key, value);

      assertThat(Live.KEYS).as(key + '=' + value).containsAll(outcome.changed());
      for (String error : outcome.errors()) {
        assertThat(error.lines().count()).as(key + '=' + value).isEqualTo(1);
        assertThat(error).hasSizeLessThan(1_000);
      }
      boolean mayChange = Live.KEYS.contains(key);
      assertThat(!outcome.errors().isEmpty() || mayChange || !outcome.restart().isEmpty())
          .as(key + '=' + value)
          .isTrue();
    }
  }

  private static String drawn(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(100); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
