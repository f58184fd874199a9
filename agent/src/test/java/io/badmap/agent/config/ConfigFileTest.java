package io.badmap.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.agent.config.Settings.Rule;
import io.badmap.agent.config.yaml.YamlReader;
import io.badmap.agent.options.Action;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file may say, and what is said of one that says something else. */
class ConfigFileTest {
  private static final String FULL =
      """
      action: log
      writes: structural
      hunt.delay: 20
      observability: {trace_sampling: 0.1, rule_sync_mode: full, validation_hook: /healthz}
      budget:
        cpu: 3%
        memory: 50MB
      breaker: {failure_rate: 95%, window: 5s, min_events: 7, cooldown: 500ms, degrade: "http://mesh:1/d"}
      rules:
        - name: orders
          match: {service: orders-*, tags: {zone: eu-*}, classes: [com.acme.*, org.acme.X], maps: A.b}
          traffic: 10%
          action: throw
          events: all
          expires: 2027-01-31T12:00:00Z
      """;

  private static ConfigFile.Read read(String text) {
    return new ConfigFile(Path.of("c.yaml"), new YamlReader())
        .read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String onlyError(String text) {
    ConfigFile.Read read = read(text);
    assertThat(read.settings()).isNull();
    assertThat(read.errors()).hasSize(1);
    return read.errors().get(0);
  }

  @Test
  void whatTheFileSaysIsNotWhatIsInForce() {
    Settings settings = read(FULL).settings();

    assertThat(read(FULL).errors()).isEmpty();
    assertThat(settings.options())
        .contains(
            Map.entry("action", "log"),
            Map.entry("writes", "structural"),
            Map.entry("hunt.delay", "20"));
    assertThat(settings.observability())
        .isEqualTo(new Settings.Observability(0.1, false, "/healthz"));
    assertThat(settings.budget()).isEqualTo(new Settings.BudgetLimits(0.03, 50L << 20));
    assertThat(settings.breaker())
        .isEqualTo(new Settings.BreakerLimits(0.95, 5_000, 7, 500, "http://mesh:1/d"));
    assertThat(settings.rules())
        .containsExactly(
            new Rule(
                "orders",
                new Settings.Match(
                    List.of("orders-*"),
                    Map.of("zone", "eu-*"),
                    List.of("com.acme.*", "org.acme.X"),
                    List.of("A.b")),
                0.1,
                Action.THROW,
                "all",
                Instant.parse("2027-01-31T12:00:00Z")));
  }

  @Test
  void anEmptyFileIsTakenForABrokenOne() {
    assertThat(read("").settings()).isEqualTo(Settings.EMPTY);
    assertThat(read("# nothing\n---\n").settings()).isEqualTo(Settings.EMPTY);
  }

  @Test
  void anErrorLacksItsLineItsColumnItsKeyOrItsNeighbour() {
    assertThat(onlyError("action: log\nbreaker:\n  windwo: 5s\n"))
        .isEqualTo(
            "unknown key 'windwo' (c.yaml, line 3, column 3, key breaker.windwo), nearest is"
                + " 'window'; valid: failure_rate, window, min_events, cooldown, degrade");
    assertThat(onlyError("rules:\n  - {name: a, action: thorw}\n"))
        .isEqualTo(
            "unknown value 'thorw' of 'rules[0].action' (c.yaml, line 2, column 23, key"
                + " rules[0].action), nearest is 'throw'; valid: throw, log, park");
    assertThat(onlyError("action: lgo\n"))
        .isEqualTo(
            "unknown value 'lgo' of 'action' (c.yaml, line 1, column 9, key action), nearest is"
                + " 'log'; valid: throw, halt, log, park, off");
    assertThat(onlyError("rules:\n  - {action: log}\n"))
        .startsWith("'rules[0].name' is missing (c.yaml, line 2, column 5, key rules[0].name)");
  }

  @Test
  void aKeyThatStandsTwiceGoesUnnoticed() {
    assertThat(onlyError("action: log\naction: throw\n"))
        .startsWith("'action' stands here twice (c.yaml, line 2, column 1, key action)");
    assertThat(onlyError("rules: [{name: a, action: log}, {name: a, action: log}]"))
        .startsWith("two rules are named 'a'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &x [1]\nb: *x\n",
        "action: !!javax.script.ScriptEngineManager [log]\n",
        "action: !x log\n",
        "? [a]\n: b\n",
        "action: log\n---\naction: throw\n",
        "action: [log",
        "\taction: log",
        "action: log\u0001",
        "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]"
      })
  void whatNoConfigurationNeedsIsTaken(String text) {
    assertThat(onlyError(text)).startsWith("").contains("(c.yaml, line ").doesNotContain("\n");
  }

  @Test
  void aBombOfAliasesIsExpanded() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(onlyError(bomb.toString())).contains("an anchor (&)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "budget: {cpu: 101%}",
        "budget: {cpu: -1}",
        "budget: {memory: 50}",
        "breaker: {window: 5}",
        "breaker: {min_events: 0}",
        "breaker: {degrade: file:///etc/passwd}",
        "breaker: {degrade: 'http:///x'}",
        "observability: {validation_hook: healthz}",
        "rules: [{name: 'a b', action: log}]",
        "rules: [{name: a, action: halt}]",
        "rules: [{name: a, action: log, expires: 2027-02-30}]",
        "rules: {name: a}",
        "budget: 3",
        "exitcode: 300",
        "config: other.yaml",
        "hello"
      })
  void aValueOutOfItsRangeIsTaken(String text) {
    assertThat(onlyError(text)).contains("c.yaml, line 1, column ").contains("; valid: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "breaker: {degrade: 'ftp://me:S3cr3t@host/?token=S3cr3t'}",
        "breaker: {degrade: 'http://me:S3cr3t@/path'}",
        "observability: {validation_hook: 'htp://me:S3cr3t@host#S3cr3t'}",
        "otlp: 'host?S3cr3t'"
      })
  void aSecretOfAnAddressThatIsRefusedIsPrinted(String text) {
    assertThat(onlyError(text)).contains("unknown value '").doesNotContain("S3cr3t");
  }

  @Test
  void aFileThatIsTooLongOrNoTextIsRead() throws Exception {
    assertThat(onlyError("#".repeat(ConfigFile.MAX_BYTES + 1))).contains("longer than 256 KiB");
    byte[] latin = {'a', ':', ' ', (byte) 0xe4};
    assertThat(new ConfigFile(Path.of("c.yaml"), new YamlReader()).read(latin).errors())
        .containsExactly("config file c.yaml is not in UTF-8");
    Path missing = Files.createTempDirectory("config").resolve("none.yaml");
    assertThat(new ConfigFile(missing, new YamlReader()).read().errors().get(0))
        .startsWith("cannot read config file '" + missing);
  }

  @Test
  void someTextMakesTheReaderFailOtherwiseThanByAnError() {
    Random random = new Random(20261122);
    String alphabet = "abeilmnorstuy:,-[]{}#&*!|>'\"%@` \n\t?~=0123456789.\u00e4\ud83d\u0000";
    for (int i = 0; i < 20_000; i++) {
      String text = i % 2 == 0 ? mutated(random, alphabet) : drawn(random, alphabet);
      ConfigFile.Read read = read(text);
      assertThat(read.settings() == null).as(text).isEqualTo(!read.errors().isEmpty());
      for (String error : read.errors()) {
        assertThat(error).as(text).doesNotContain("\n").hasSizeLessThan(2_000);
      }
    }
  }

  private static String drawn(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static String mutated(Random random, String alphabet) {
    StringBuilder text = new StringBuilder(FULL);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
        default -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
      }
    }
    return text.toString();
  }
}
