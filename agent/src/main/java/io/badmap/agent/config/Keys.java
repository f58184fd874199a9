package io.badmap.agent.config;

import io.badmap.agent.config.Shape.Key;
import io.badmap.agent.config.Shape.Many;
import io.badmap.agent.config.Shape.OptionValue;
import io.badmap.agent.config.Shape.Pairs;
import io.badmap.agent.config.Shape.Section;
import io.badmap.agent.config.Shape.Text;
import io.badmap.agent.config.Shape.Texts;
import io.badmap.agent.config.Shape.Words;
import io.badmap.agent.options.OptionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every key of the file. Reading goes by it, and the JSON schema and the table of
 * docs/configuration.md are printed from it.
 */
final class Keys {
  static final String OBSERVABILITY = "observability";
  static final String TRACE_SAMPLING = "trace_sampling";
  static final String RULE_SYNC_MODE = "rule_sync_mode";
  static final String VALIDATION_HOOK = "validation_hook";
  static final String BUDGET = "budget";
  static final String CPU = "cpu";
  static final String MEMORY = "memory";
  static final String BREAKER = "breaker";
  static final String FAILURE_RATE = "failure_rate";
  static final String WINDOW = "window";
  static final String MIN_EVENTS = "min_events";
  static final String COOLDOWN = "cooldown";
  static final String DEGRADE = "degrade";
  static final String RULES = "rules";
  static final String NAME = "name";
  static final String MATCH = "match";
  static final String SERVICE = "service";
  static final String TAGS = "tags";
  static final String CLASSES = "classes";
  static final String MAPS = "maps";
  static final String TRAFFIC = "traffic";
  static final String ACTION = "action";
  static final String EVENTS = "events";
  static final String EXPIRES = "expires";

  /** These name the file, or ask for the table. */
  private static final Set<String> NOT_HERE = Set.of("config", "help");

  static final Section ROOT = root();

  private Keys() {}

  private static Section root() {
    List<Key> keys = new ArrayList<>();
    for (String option : OptionTable.keys()) {
      if (!NOT_HERE.contains(option)) {
        String description = OptionTable.description(option);
        keys.add(
            new Key(option, new OptionValue(), false, "", description == null ? "" : description));
      }
    }
    keys.add(
        section(OBSERVABILITY, "how rules come into force and what is traced", observability()));
    keys.add(section(BUDGET, "what the agent may cost; without it nothing is measured", budget()));
    keys.add(section(BREAKER, "when to stop interfering; without it never", breaker()));
    keys.add(
        new Key(
            RULES,
            new Many(rule()),
            false,
            "",
            "what holds for requests of the canary, first match"));
    return new Section(List.copyOf(keys));
  }

  private static Section observability() {
    return new Section(
        key(TRACE_SAMPLING, new Text(Kind.SHARE), "1", "the share of operations that are traced"),
        key(
            RULE_SYNC_MODE,
            new Words("delta", "full"),
            "delta",
            "a changed file replaces the rules that changed, or all of them with their counts"),
        key(
            VALIDATION_HOOK,
            new Text(Kind.HOOK),
            "",
            "called after each change; any answer but 2xx takes the change back"));
  }

  private static Section budget() {
    return new Section(
        key(CPU, new Text(Kind.SHARE), "3%", "of the CPU time of the JVM"),
        key(MEMORY, new Text(Kind.BYTES), "50MB", "bytes that the agent holds"));
  }

  private static Section breaker() {
    return new Section(
        key(
            FAILURE_RATE,
            new Text(Kind.SHARE),
            "95%",
            "the share of the conflicts met that end with an error, above which it trips"),
        key(WINDOW, new Text(Kind.DURATION), "10s", "the time over which that share is taken"),
        key(
            MIN_EVENTS,
            new Text(Kind.COUNT),
            "20",
            "with fewer conflicts in the window it does not"),
        key(COOLDOWN, new Text(Kind.DURATION), "30s", "how long it leaves the application alone"),
        key(
            DEGRADE,
            new Text(Kind.URL),
            "",
            "gets a POST of one JSON object at each trip and return"));
  }

  private static Section rule() {
    return new Section(
        new Key(NAME, new Text(Kind.NAME), true, "", "unique in the file"),
        section(MATCH, "all that it says must fit; what it leaves out does", match()),
        key(
            TRAFFIC,
            new Text(Kind.SHARE),
            "0%",
            "the share of requests drawn on top of those that carry the header"),
        new Key(
            ACTION,
            new Words("throw", "log", "park"),
            true,
            "",
            "what the meeting thread gets inside a canary request"),
        key(
            EVENTS,
            new Words("sampled", "all"),
            "",
            "while it counts, the maps whose operations are recorded, with events=sampled: as"
                + " sample says, or all"),
        key(EXPIRES, new Text(Kind.MOMENT), "", "the last day, or the moment, on which it counts"));
  }

  private static Section match() {
    return new Section(
        key(
            SERVICE,
            new Texts(Kind.GLOB),
            "",
            "the name of this service, as OTEL_SERVICE_NAME gives it"),
        key(
            TAGS,
            new Pairs(Kind.GLOB),
            "",
            "attributes of this process, as OTEL_RESOURCE_ATTRIBUTES gives them"),
        key(CLASSES, new Texts(Kind.GLOB), "", "the class of a caller, on either side"),
        key(
            MAPS,
            new Texts(Kind.GLOB),
            "",
            "the field of the map, as OrderService.userCache; known from a pair's first report"
                + " on"));
  }

  private static Key key(String name, Shape shape, String defaultValue, String description) {
    return new Key(name, shape, false, defaultValue, description);
  }

  private static Key section(String name, String description, Section section) {
    return new Key(name, section, false, "", description);
  }

  /** The row of a name; {@code null} where there is none. */
  static @Nullable Key find(Section section, String name) {
    for (Key key : section.keys()) {
      if (key.name().equals(name)) {
        return key;
      }
    }
    return null;
  }

  static List<String> names(Section section) {
    List<String> names = new ArrayList<>();
    for (Key key : section.keys()) {
      names.add(key.name());
    }
    return names;
  }

  /** The values that a key of a section takes, in words. */
  static String valid(Key key) {
    Shape shape = key.shape();
    if (shape instanceof Text text) {
      return text.kind().valid();
    }
    if (shape instanceof Texts texts) {
      return texts.kind().valid() + ", or a list of them";
    }
    if (shape instanceof Pairs pairs) {
      return "name: value, each " + pairs.kind().valid();
    }
    if (shape instanceof Words words) {
      return String.join(", ", words.words());
    }
    if (shape instanceof Section section) {
      return "a mapping of " + String.join(", ", names(section));
    }
    if (shape instanceof Many) {
      return "a list of mappings";
    }
    String valid = OptionTable.valid(key.name());
    return valid == null ? "" : valid;
  }
}
