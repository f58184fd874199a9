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
import io.badmap.agent.report.JsonText;
import java.util.ArrayList;
import java.util.List;

/** Prints {@link Keys} as a JSON schema, for editors and for a check before a file is shipped. */
final class JsonSchema {
  private final StringBuilder out = new StringBuilder();

  private JsonSchema() {}

  /** The schema, lines ended by {@code \n}. */
  static String text() {
    JsonSchema schema = new JsonSchema();
    schema.out.append("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n");
    schema.out.append("  \"title\": \"badmap-agent-config.yaml\",\n");
    schema.section(Keys.ROOT, "  ");
    schema.out.append("\n}\n");
    return schema.out.toString();
  }

  private void section(Section section, String indent) {
    out.append(indent).append("\"type\": \"object\",\n");
    out.append(indent).append("\"additionalProperties\": false,\n");
    List<String> required = new ArrayList<>();
    for (Key key : section.keys()) {
      if (key.required()) {
        required.add(key.name());
      }
    }
    if (!required.isEmpty()) {
      out.append(indent).append("\"required\": ").append(array(required)).append(",\n");
    }
    out.append(indent).append("\"properties\": {");
    String separator = "\n";
    for (Key key : section.keys()) {
      out.append(separator).append(indent).append("  ").append(quoted(key.name())).append(": {\n");
      key(key, indent + "    ");
      out.append('\n').append(indent).append("  }");
      separator = ",\n";
    }
    out.append('\n').append(indent).append('}');
  }

  private void key(Key key, String indent) {
    String valid = Keys.valid(key);
    out.append(indent).append("\"description\": ");
    out.append(quoted(key.description() + "; " + valid)).append(",\n");
    if (!key.defaultValue().isEmpty()) {
      out.append(indent).append("\"default\": ").append(quoted(key.defaultValue())).append(",\n");
    }
    Shape shape = key.shape();
    if (shape instanceof Section section) {
      section(section, indent);
    } else if (shape instanceof Many many) {
      out.append(indent).append("\"type\": \"array\",\n");
      out.append(indent).append("\"maxItems\": 1000,\n");
      out.append(indent).append("\"items\": {\n");
      section(many.each(), indent + "  ");
      out.append('\n').append(indent).append('}');
    } else if (shape instanceof Pairs pairs) {
      out.append(indent).append("\"type\": \"object\",\n");
      out.append(indent).append("\"additionalProperties\": ").append(scalar(pairs.kind()));
    } else if (shape instanceof Texts texts) {
      String one = scalar(texts.kind());
      out.append(indent).append("\"anyOf\": [").append(one);
      out.append(", {\"type\": \"array\", \"items\": ").append(one).append("}]");
    } else if (shape instanceof Text text) {
      out.append(indent).append("\"anyOf\": [").append(scalar(text.kind())).append(']');
    } else {
      out.append(indent).append(words(key));
    }
  }

  /** YAML reads a text of digits as a number, of which a pattern says nothing. */
  private static String scalar(Kind kind) {
    String type =
        switch (kind) {
          case SHARE, COUNT -> "[\"string\", \"number\"]";
          case NAME, GLOB -> "[\"string\", \"number\", \"boolean\"]";
          default -> "\"string\"";
        };
    return "{\"type\": " + type + ", \"pattern\": " + quoted(kind.pattern()) + "}";
  }

  private static String words(Key key) {
    List<String> words =
        key.shape() instanceof Words listed
            ? listed.words()
            : key.shape() instanceof OptionValue ? OptionTable.words(key.name()) : List.of();
    if (words.isEmpty()) {
      return "\"type\": [\"string\", \"number\"]";
    }
    String array = array(words);
    boolean logical = words.contains("true");
    return "\"enum\": " + (logical ? array.replace("]", ", true, false]") : array);
  }

  private static String array(List<String> texts) {
    StringBuilder array = new StringBuilder("[");
    for (String text : texts) {
      array.append(array.length() == 1 ? "" : ", ").append(quoted(text));
    }
    return array.append(']').toString();
  }

  private static String quoted(String text) {
    return JsonText.quoted(text);
  }
}
