package io.badmap.agent.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OptionParserTest {
  private static ParsedOptions parse(String argument) {
    return OptionParser.parse(argument, Map.of());
  }

  private static List<String> lines(ParsedOptions parsed) {
    return parsed.errors().stream().map(OptionError::line).toList();
  }

  @Test
  void nothingSetGivesTheDefaultsOfTheTable() {
    ParsedOptions parsed = parse(null);

    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.options())
        .isEqualTo(
            new Options(
                Action.THROW,
                2,
                Writes.ALL,
                Traceback.INVOLVED,
                "stderr",
                Format.TEXT,
                false,
                false,
                null,
                false,
                false,
                List.of(),
                false,
                false,
                true,
                10_000,
                null,
                0x3f,
                null,
                null,
                null,
                new HuntOptions(false, null, 100, 20, 2, null),
                "misuse",
                1,
                50,
                false,
                Map.of()))
        .isEqualTo(Options.defaults());
  }

  @Test
  void everyOptionIsReadFromTheAgentArgument() {
    ParsedOptions parsed =
        parse(
            "action=halt,exitcode=3,writes=structural,traceback=all,out=C:\\a=b:c.log,format=json,"
                + "suppress=s.txt,strict=true,summary=true,wrappers=com.acme.*;org.x.Y$Z,"
                + "atomicity=on,breakloops=true,watchdog=off,"
                + "park=5,config=c.yaml,hunt=on,hunt.seed=-7,hunt.delay=0,hunt.budget=100,hunt.locks=0,"
                + "hunt.plan=p.txt,events=sampled,sample=0.25,window=200,events.keys=true");

    assertThat(lines(parsed)).isEmpty();
    Options options = parsed.options();
    assertThat(options.action()).isEqualTo(Action.HALT);
    assertThat(options.exitcode()).isEqualTo(3);
    assertThat(options.eventKeys()).isTrue();
    assertThat(options.config()).isEqualTo("c.yaml");
    assertThat(options.writes()).isEqualTo(Writes.STRUCTURAL);
    assertThat(options.traceback()).isEqualTo(Traceback.ALL);
    assertThat(options.out()).isEqualTo("C:\\a=b:c.log");
    assertThat(options.format()).isEqualTo(Format.JSON);
    assertThat(options.suppress()).isEqualTo("s.txt");
    assertThat(options.strict()).isTrue();
    assertThat(options.summary()).isTrue();
    assertThat(options.wrappers()).containsExactly("com.acme.*", "org.x.Y$Z");
    assertThat(options.atomicity()).isTrue();
    assertThat(options.breakLoops()).isTrue();
    assertThat(options.watchdog()).isFalse();
    assertThat(options.park()).isEqualTo(5);
    assertThat(options.events()).isEqualTo("sampled");
    assertThat(options.sample()).isEqualTo(0.25);
    assertThat(options.window()).isEqualTo(200);
    assertThat(options.recordsOperations()).isTrue();
    assertThat(options.hunt()).isEqualTo(new HuntOptions(true, -7L, 0, 100, 0, "p.txt"));
  }

  @Test
  void aQuotedValueKeepsItsCommasAndQuotes() {
    ParsedOptions parsed = parse("out=\"a, \"\"b\"\".log\" , action=log");

    assertThat(lines(parsed)).isEmpty();
    assertThat(parsed.options().out()).isEqualTo("a, \"b\".log");
    assertThat(parsed.options().action()).isEqualTo(Action.LOG);
  }

  @Test
  void theAgentArgumentWinsOverBadmapAndThatOverGodebugAndEachOriginIsKept() {
    Map<String, String> environment =
        Map.of("BADMAP", "action=log,exitcode=9", "GODEBUG", "gctrace=1,badmap=0");

    Options options = OptionParser.parse("exitcode=8", environment).options();

    assertThat(options.action()).isEqualTo(Action.LOG);
    assertThat(options.origin("action")).isEqualTo(Origin.BADMAP);
    assertThat(options.exitcode()).isEqualTo(8);
    assertThat(options.origin("exitcode")).isEqualTo(Origin.AGENT_ARGUMENT);
    assertThat(options.origin("out")).isEqualTo(Origin.DEFAULT);
  }

  @Test
  void godebugTurnsTheAgentOffAmongItsOtherEntries() {
    Options off =
        OptionParser.parse(null, Map.of("GODEBUG", "madvdontneed=1,badmap=0,x=2")).options();
    Options on = OptionParser.parse(null, Map.of("GODEBUG", "badmap=1")).options();

    assertThat(off.action()).isEqualTo(Action.OFF);
    assertThat(off.origin("action")).isEqualTo(Origin.GODEBUG);
    assertThat(on).isEqualTo(Options.defaults());
  }

  @Test
  void allErrorsAreToldEachWithItsPlaceItsNeighbourAndWhatIsValid() {
    Map<String, String> environment = Map.of("BADMAP", "exitcode=300", "GODEBUG", "badmap=2");

    ParsedOptions parsed =
        OptionParser.parse("strict=true,acton=log,format=jsno,summary,out=,out=\"x", environment);

    assertThat(lines(parsed))
        .containsExactly(
            "unknown value '2' of 'badmap' (environment variable GODEBUG, position 8),"
                + " nearest is '0'; valid: 0, 1",
            "unknown value '300' of 'exitcode' (environment variable BADMAP, position 10),"
                + " nearest is '255'; valid: 1..255",
            "unknown option 'acton' (agent argument, position 13), nearest is 'action'; valid:"
                + " action, exitcode, watch, writes, traceback, out, format, suppress, strict, summary,"
                + " wrappers, atomicity, breakloops, watchdog, park, config, flags, metrics,"
                + " metrics.token, otlp, hunt, hunt.seed, hunt.delay, hunt.budget, hunt.locks,"
                + " hunt.plan, events, sample, window, events.keys, help",
            "unknown value 'jsno' of 'format' (agent argument, position 30), nearest is"
                + " 'json'; valid: text, json",
            "option 'summary' has no value (agent argument, position 35); valid:"
                + " summary=true, false",
            "unknown value '' of 'out' (agent argument, position 47); valid: stderr, slf4j,"
                + " a file name",
            "the quotes of 'out' do not end where the value ends (agent argument, position"
                + " 52); valid: out=\"stderr, slf4j, a file name\"");
    assertThat(parsed.options().strict()).isTrue();
  }

  @Test
  void optionsOfLaterReleasesAreUnknown() {
    for (String key : List.of("rules", "budget", "breaker")) {
      assertThat(parse(key + "=1").errors()).as(key).hasSize(1);
    }
  }

  @Test
  void whatATypoMakesIsCorrectedToItsNeighbour() {
    assertThat(Spelling.nearest("tarceback", OptionTable.keys())).isEqualTo("traceback");
    assertThat(Spelling.nearest("STRICT", OptionTable.keys())).isEqualTo("strict");
    assertThat(Spelling.distance("ab", "ba")).isEqualTo(1);
    assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void theLaterOfTwoValuesInOneTextCounts() {
    assertThat(parse("action=log,action=halt").options().action()).isEqualTo(Action.HALT);
  }

  @Test
  void helpAsksForTheTableAndIsNoError() {
    ParsedOptions parsed = parse("help");

    assertThat(parsed.help()).isTrue();
    assertThat(parsed.errors()).isEmpty();
  }

  @Test
  void helpAndMarkdownShowEveryRow() {
    for (Option row : OptionTable.ROWS) {
      assertThat(OptionTable.help()).contains("  " + row.key() + " ").contains(row.description());
      assertThat(OptionTable.markdown()).contains("| `" + row.key() + "` | " + row.valid());
    }
    assertThat(OptionTable.markdown())
        .contains("| `exitcode` | 1..255 | `2` | the exit code of action=halt |\n");
    assertThat(OptionTable.help())
        .contains("  exitcode   1..255 (default 2)\n             the exit code of action=halt\n");
  }

  @Test
  void defaultsOfTheTableAreValidThemselves() {
    for (Option row : OptionTable.ROWS) {
      if (!row.defaultValue().isEmpty()) {
        assertThat(row.values().accept(row.defaultValue())).as(row.key()).isTrue();
      }
    }
  }

  @Test
  void noTextWhateverMakesParsingThrowOrAnErrorLongerThanOneLine() {
    long seed = 20261122;
    Random random = new Random(seed);
    String alphabet = "acdehilmnoprstuwx=,=,\"\\:;*%1 \n\r\u0000\u2028\u0085\ud83d\ude00é";
    List<String> words = OptionTable.keys();
    for (int run = 0; run < 5_000; run++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      for (int i = 0; i < length; i++) {
        if (random.nextInt(8) == 0) {
          text.append(words.get(random.nextInt(words.size()))).append('=');
        } else {
          text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
      }
      ParsedOptions parsed =
          OptionParser.parse(
              text.toString(), Map.of("BADMAP", text.reverse().toString(), "GODEBUG", "" + text));
      assertThat(parsed.options()).isNotNull();
      for (OptionError error : parsed.errors()) {
        assertThat(error.line().lines().count()).as("seed %s: %s", seed, text).isEqualTo(1);
        assertThat(error.line()).contains("position ").contains("valid: ");
        assertThat(error.line().length()).isLessThan(500);
      }
    }
  }

  @Test
  void severalValuesOfWatchNeedQuotesOrSwallowTheNextOption() {
    for (String text :
        List.of(
            "watch=maps,lists,queues,summary=true",
            "summary=true,watch=queues, lists",
            "watch=\"lists,queues\",summary=true")) {
      ParsedOptions parsed = parse(text);
      assertThat(parsed.errors()).as(text).isEmpty();
      assertThat(parsed.options().lists()).as(text).isTrue();
      assertThat(parsed.options().queues()).as(text).isTrue();
      assertThat(parsed.options().summary()).as(text).isTrue();
    }
    assertThat(parse("watch=maps,queues").options().lists()).isFalse();
    assertThat(parse("watch=maps,help").help()).isTrue();
  }

  @Test
  void aWordThatCannotBeWatchedIsTakenOrNotNamed() {
    for (String text : List.of("watch=maps,list", "watch=list", "watch=list,maps")) {
      assertThat(parse(text).errors())
          .as(text)
          .singleElement()
          .satisfies(
              error ->
                  assertThat(error.line())
                      .contains("of 'watch'")
                      .contains("position 7")
                      .contains("'lists'"));
    }
  }
}
