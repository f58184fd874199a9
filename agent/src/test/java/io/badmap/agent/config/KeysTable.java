package io.badmap.agent.config;

import io.badmap.agent.config.Shape.Key;
import io.badmap.agent.config.Shape.Many;
import io.badmap.agent.config.Shape.OptionValue;
import io.badmap.agent.config.Shape.Section;

/** Prints the keys as the table of docs/configuration.md, or with {@code schema} as the schema. */
final class KeysTable {
  private KeysTable() {}

  public static void main(String[] args) {
    System.out.print(args.length > 0 && args[0].equals("schema") ? JsonSchema.text() : text());
  }

  static String text() {
    StringBuilder out = new StringBuilder("| key | values | default | what it does |\n");
    out.append("|:--|:--|:--|:--|\n");
    rows(out, Keys.ROOT, "");
    return out.toString();
  }

  private static void rows(StringBuilder out, Section section, String path) {
    for (Key key : section.keys()) {
      if (key.shape() instanceof OptionValue) {
        continue;
      }
      String name = path.isEmpty() ? key.name() : path + '.' + key.name();
      if (key.shape() instanceof Section inner) {
        rows(out, inner, name);
      } else if (key.shape() instanceof Many many) {
        rows(out, many.each(), name + "[]");
      } else {
        String by =
            key.required()
                ? "must be there"
                : key.defaultValue().isEmpty() ? "none" : "`" + key.defaultValue() + "`";
        out.append("| `").append(name).append("` | ").append(Keys.valid(key)).append(" | ");
        out.append(by).append(" | ").append(key.description()).append(" |\n");
      }
    }
  }
}
