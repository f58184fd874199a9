package io.badmap.agent.options;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads options from the agent argument and the environment; the agent argument wins over {@code
 * BADMAP}, that over the {@code config} file, that over {@code GODEBUG}, that over the jar's
 * manifest, that over the defaults. What is set at run time wins over all.
 *
 * <p>The text is {@code key=value,key=value}. The first {@code =} ends the key, so a value may hold
 * {@code :} and {@code =}. A value with a comma stands in double quotes, {@code out="a,b.log"}, and
 * a quote inside is doubled. Blanks around keys and values and empty entries are ignored; of a key
 * given twice in one text the later one counts. {@code help} takes no value.
 *
 * <p>Nothing is thrown: what cannot be understood becomes an {@link OptionError}.
 */
public final class OptionParser {
  private static volatile @Nullable String preset;

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Origin> origins = new HashMap<>();
  private final List<OptionError> errors = new ArrayList<>();
  private boolean help;

  private OptionParser() {}

  /** What the manifest of the agent's jar says, from now on; {@code null} for nothing. */
  public static void preset(@Nullable String text) {
    preset = text;
  }

  /**
   * Reads all sources.
   *
   * @param argument the agent argument; {@code null} for none
   * @param environment as {@link System#getenv()} gives it
   */
  public static ParsedOptions parse(@Nullable String argument, Map<String, String> environment) {
    return parse(argument, environment, Map.of(), Map.of());
  }

  /**
   * Reads all sources, two of which are texts by key that {@link #check} has passed.
   *
   * @param file what the {@code config} file says
   * @param runTime what was set at run time
   */
  public static ParsedOptions parse(
      @Nullable String argument,
      Map<String, String> environment,
      Map<String, String> file,
      Map<String, String> runTime) {
    OptionParser parser = new OptionParser();
    parser.readText(preset, Origin.MANIFEST);
    parser.readGodebug(environment.get("GODEBUG"));
    parser.take(file, Origin.CONFIG);
    parser.readText(environment.get("BADMAP"), Origin.BADMAP);
    parser.readText(argument, Origin.AGENT_ARGUMENT);
    parser.take(runTime, Origin.RUN_TIME);
    return new ParsedOptions(
        Options.of(parser.texts, parser.origins),
        List.copyOf(parser.errors),
        parser.help,
        parser.texts);
  }

  /**
   * Whether {@code value} is one that {@code key} takes; {@code null} where it is.
   *
   * @param place where it stands, in words
   */
  public static @Nullable OptionError check(String key, String value, String place) {
    Option option = OptionTable.find(key);
    if (option == null) {
      List<String> keys = OptionTable.keys();
      return new OptionError(
          "unknown option " + OptionError.quoted(key),
          place,
          Spelling.nearest(key, keys),
          String.join(", ", keys));
    }
    if (option.values().accept(value)) {
      return null;
    }
    return new OptionError(
        "unknown value " + quoted(option, value) + " of '" + option.key() + "'",
        place,
        option.values().nearest(value),
        option.valid());
  }

  private static String quoted(Option option, String value) {
    return option.values() instanceof Values.HttpUrl
        ? OptionError.quotedAddress(value)
        : OptionError.quoted(value);
  }

  private void take(Map<String, String> checked, Origin origin) {
    for (Map.Entry<String, String> entry : checked.entrySet()) {
      set(entry.getKey(), entry.getValue(), origin);
    }
  }

  /** Go's own syntax: {@code name=value,name=value}; the entries of others are none of ours. */
  private void readGodebug(@Nullable String text) {
    if (text == null) {
      return;
    }
    for (Entry entry : new Entries(text).read()) {
      if (!entry.key.equals("badmap")) {
        continue;
      }
      if ("0".equals(entry.value)) {
        set(OptionTable.ACTION, "off", Origin.GODEBUG);
      } else if ("1".equals(entry.value)) {
        if ("off".equals(texts.get(OptionTable.ACTION))) {
          texts.remove(OptionTable.ACTION);
          origins.remove(OptionTable.ACTION);
        }
      } else {
        String value = entry.value == null ? "" : entry.value;
        errors.add(
            new OptionError(
                "unknown value " + OptionError.quoted(value) + " of 'badmap'",
                place(Origin.GODEBUG, entry.valuePosition),
                Spelling.nearest(value, List.of("0", "1")),
                "0, 1"));
      }
    }
  }

  private void readText(@Nullable String text, Origin origin) {
    if (text == null) {
      return;
    }
    for (Entry entry : joined(new Entries(text).read())) {
      readEntry(entry, origin);
    }
  }

  /** Words after a comma that are no keys belong to an option before them that takes several. */
  private static List<Entry> joined(List<Entry> entries) {
    List<Entry> joined = new ArrayList<>();
    for (Entry entry : entries) {
      Entry last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && takesMore(last) && entry.value == null && !isKey(entry.key)) {
        joined.set(joined.size() - 1, last.with(entry.key));
      } else {
        joined.add(entry);
      }
    }
    return joined;
  }

  private static boolean takesMore(Entry entry) {
    Option option = OptionTable.find(entry.key);
    return option != null
        && entry.value != null
        && option.values() instanceof Values.Words words
        && words.several();
  }

  private static boolean isKey(String word) {
    return word.equals(OptionTable.HELP) || OptionTable.find(word) != null;
  }

  private void readEntry(Entry entry, Origin origin) {
    if (entry.key.equals(OptionTable.HELP) && entry.value == null) {
      help = true;
      return;
    }
    Option option = OptionTable.find(entry.key);
    if (option == null) {
      addError(check(entry.key, "", place(origin, entry.keyPosition)));
      return;
    }
    String value = entry.value;
    if (value == null) {
      errors.add(
          new OptionError(
              "option '" + option.key() + "' has no value",
              place(origin, entry.keyPosition),
              null,
              option.key() + "=" + option.valid()));
      return;
    }
    if (entry.broken) {
      errors.add(
          new OptionError(
              "the quotes of '" + option.key() + "' do not end where the value ends",
              place(origin, entry.valuePosition),
              null,
              option.key() + "=\"" + option.valid() + "\""));
      return;
    }
    OptionError error = check(option.key(), value, place(origin, entry.valuePosition));
    if (error == null) {
      set(option.key(), value, origin);
    } else {
      errors.add(error);
    }
  }

  private void addError(@Nullable OptionError error) {
    if (error != null) {
      errors.add(error);
    }
  }

  private void set(String key, String value, Origin origin) {
    texts.put(key, value);
    origins.put(key, origin);
  }

  private static String place(Origin origin, int position) {
    return origin.label() + ", position " + position;
  }

  /** One {@code key=value}; positions count characters from 1. */
  private record Entry(
      String key, int keyPosition, @Nullable String value, int valuePosition, boolean broken) {
    Entry with(String word) {
      return new Entry(key, keyPosition, value + ',' + word, valuePosition, broken);
    }
  }

  /** Cuts a text at the commas outside quotes. */
  private static final class Entries {
    private final String text;
    private int at;

    Entries(String text) {
      this.text = text;
    }

    List<Entry> read() {
      List<Entry> entries = new ArrayList<>();
      while (at < text.length()) {
        Entry entry = next();
        if (entry.value != null || !entry.key.isEmpty()) {
          entries.add(entry);
        }
        at++;
      }
      return entries;
    }

    private Entry next() {
      skipBlanks();
      int start = at;
      while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ',') {
        at++;
      }
      String key = text.substring(start, at).strip();
      if (at == text.length() || text.charAt(at) == ',') {
        return new Entry(key, start + 1, null, start + 1, false);
      }
      at++;
      skipBlanks();
      if (at < text.length() && text.charAt(at) == '"') {
        return quoted(key, start);
      }
      int value = at;
      skipToComma();
      return new Entry(key, start + 1, text.substring(value, at).strip(), value + 1, false);
    }

    private Entry quoted(String key, int start) {
      int open = at;
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c != '"') {
          value.append(c);
        } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
          value.append('"');
          at++;
        } else {
          at++;
          int end = at;
          skipToComma();
          boolean broken = !text.substring(end, at).isBlank();
          return new Entry(key, start + 1, value.toString(), open + 1, broken);
        }
      }
      return new Entry(key, start + 1, value.toString(), open + 1, true);
    }

    private void skipBlanks() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private void skipToComma() {
      while (at < text.length() && text.charAt(at) != ',') {
        at++;
      }
    }
  }
}
