package io.badmap.agent.config;

import io.badmap.agent.config.Node.Entry;
import io.badmap.agent.config.Node.Scalar;
import io.badmap.agent.config.Shape.Key;
import io.badmap.agent.config.Shape.Many;
import io.badmap.agent.config.Shape.OptionValue;
import io.badmap.agent.config.Shape.Pairs;
import io.badmap.agent.config.Shape.Section;
import io.badmap.agent.config.Shape.Text;
import io.badmap.agent.config.Shape.Texts;
import io.badmap.agent.config.Shape.Words;
import io.badmap.agent.options.OptionError;
import io.badmap.agent.options.OptionParser;
import io.badmap.agent.options.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a document against {@link Keys} and gathers everything that does not fit. */
final class Checker {
  private static final int MAX_ITEMS = 1_000;

  private final String file;
  private final List<OptionError> errors = new ArrayList<>();

  /**
   * @param file the name of the file, for errors
   */
  Checker(String file) {
    this.file = file;
  }

  /** What could not be understood, in the order of the file. */
  List<OptionError> errors() {
    return errors;
  }

  /** What the document says; with errors, what of it was understood. */
  Checked check(Node document) {
    return section(document, Keys.ROOT, "");
  }

  private Checked section(Node node, Section section, String path) {
    Checked checked = new Checked();
    if (isNothing(node)) {
      return checked;
    }
    if (!(node instanceof Node.Mapping mapping)) {
      String what = path.isEmpty() ? "the document" : "'" + path + "'";
      error(what + " is no mapping", node, path, null, names(section));
      return checked;
    }
    Set<String> seen = new HashSet<>();
    for (Entry entry : mapping.entries()) {
      Key key = known(entry, section, path);
      if (key != null && isFirst(seen, entry.key(), path)) {
        value(checked, key, entry.value(), join(path, key.name()));
      }
    }
    for (Key key : section.keys()) {
      if (key.required() && !seen.contains(key.name())) {
        String missing = join(path, key.name());
        error("'" + missing + "' is missing", node, missing, null, Keys.valid(key));
      }
    }
    return checked;
  }

  private @Nullable Key known(Entry entry, Section section, String path) {
    String name = entry.key().text();
    Key key = Keys.find(section, name);
    if (key == null) {
      error(
          "unknown key " + OptionError.quoted(name),
          entry.key(),
          join(path, shown(name)),
          Spelling.nearest(name, Keys.names(section)),
          names(section));
    }
    return key;
  }

  private boolean isFirst(Set<String> seen, Scalar key, String path) {
    if (seen.add(key.text())) {
      return true;
    }
    String name = shown(key.text());
    error("'" + name + "' stands here twice", key, join(path, name), null, "each key once");
    return false;
  }

  private void value(Checked into, Key key, Node node, String path) {
    Shape shape = key.shape();
    if (shape instanceof Section section) {
      into.put(key.name(), section(node, section, path));
    } else if (shape instanceof Many many) {
      into.putAll(key.name(), many(many.each(), node, path));
    } else if (shape instanceof Texts texts) {
      into.put(key.name(), texts(texts.kind(), key, node, path));
    } else if (shape instanceof Pairs pairs) {
      into.put(key.name(), pairs(pairs.kind(), key, node, path));
    } else {
      String text = text(key, node, path);
      if (text != null) {
        into.put(key.name(), text);
      }
    }
  }

  private List<Checked> many(Section each, Node node, String path) {
    List<Checked> all = new ArrayList<>();
    if (isNothing(node)) {
      return all;
    }
    if (!(node instanceof Node.Sequence sequence) || sequence.items().size() > MAX_ITEMS) {
      error("'" + path + "' is no list of at most 1000", node, path, null, "a list of mappings");
      return all;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      all.add(section(sequence.items().get(i), each, path + '[' + i + ']'));
    }
    return all;
  }

  private List<String> texts(Kind kind, Key key, Node node, String path) {
    List<Node> items = node instanceof Node.Sequence list ? list.items() : List.of(node);
    List<String> texts = new ArrayList<>();
    if (items.size() > MAX_ITEMS) {
      error("'" + path + "' has more than 1000 entries", node, path, null, Keys.valid(key));
      return texts;
    }
    for (Node item : items) {
      String text = scalar(item, path, Keys.valid(key));
      if (text != null && accepted(kind, text, item, path, key)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private Map<String, String> pairs(Kind kind, Key key, Node node, String path) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (!(node instanceof Node.Mapping mapping) || mapping.entries().size() > MAX_ITEMS) {
      error("'" + path + "' is no mapping of at most 1000", node, path, null, Keys.valid(key));
      return pairs;
    }
    for (Entry entry : mapping.entries()) {
      String name = entry.key().text();
      String place = join(path, shown(name));
      String text = scalar(entry.value(), place, Keys.valid(key));
      if (!accepted(Kind.GLOB, name, entry.key(), path, key)) {
        continue;
      }
      if (text != null && accepted(kind, text, entry.value(), place, key)) {
        if (pairs.put(name, text) != null) {
          error("'" + place + "' stands here twice", entry.key(), place, null, "each name once");
        }
      }
    }
    return pairs;
  }

  private @Nullable String text(Key key, Node node, String path) {
    String text = scalar(node, path, Keys.valid(key));
    if (text == null) {
      return null;
    }
    Shape shape = key.shape();
    if (shape instanceof Text kind) {
      return accepted(kind.kind(), text, node, path, key) ? text : null;
    }
    if (shape instanceof Words words && !words.words().contains(text)) {
      String nearest = Spelling.nearest(text, words.words());
      error(unknown(OptionError.quoted(text), path), node, path, nearest, Keys.valid(key));
      return null;
    }
    if (shape instanceof OptionValue) {
      OptionError error = OptionParser.check(key.name(), text, place(node, path));
      if (error != null) {
        errors.add(error);
        return null;
      }
    }
    return text;
  }

  private boolean accepted(Kind kind, String text, Node node, String path, Key key) {
    if (kind.accepts(text)) {
      return true;
    }
    boolean address = kind == Kind.URL || kind == Kind.HOOK;
    String shown = address ? OptionError.quotedAddress(text) : OptionError.quoted(text);
    error(unknown(shown, path), node, path, null, Keys.valid(key));
    return false;
  }

  private @Nullable String scalar(Node node, String path, String valid) {
    if (node instanceof Scalar scalar) {
      return scalar.text();
    }
    error("'" + path + "' is no text", node, path, null, valid);
    return null;
  }

  private static String unknown(String quoted, String path) {
    return "unknown value " + quoted + " of '" + path + "'";
  }

  private static String names(Section section) {
    return String.join(", ", Keys.names(section));
  }

  private static boolean isNothing(Node node) {
    return node instanceof Scalar scalar && scalar.text().isEmpty();
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }

  /** A name as it may stand in a line, without quotes. */
  private static String shown(String name) {
    String quoted = OptionError.quoted(name);
    return quoted.substring(1, quoted.length() - 1);
  }

  void error(String problem, Node node, String path, @Nullable String nearest, String valid) {
    errors.add(new OptionError(problem, place(node, path), nearest, valid));
  }

  private String place(Node node, String path) {
    return file
        + ", line "
        + node.line()
        + ", column "
        + node.column()
        + (path.isEmpty() ? "" : ", key " + path);
  }
}
