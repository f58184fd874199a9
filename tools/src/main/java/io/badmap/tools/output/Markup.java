package io.badmap.tools.output;

import java.util.List;

/**
 * A page as it grows. Everything that is given as a text or as the value of an attribute is
 * escaped; only {@link #raw} is not. Not for several threads.
 */
final class Markup {
  private final StringBuilder out = new StringBuilder(1 << 16);

  /** Markup that is known to be sound. */
  Markup raw(CharSequence markup) {
    out.append(markup);
    return this;
  }

  /** Opens an element; attributes are names and values in turn. */
  Markup open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(Html.escape(attributes[i + 1])).append('"');
    }
    out.append('>');
    return this;
  }

  Markup close(String tag) {
    out.append("</").append(tag).append(">\n");
    return this;
  }

  Markup text(String text) {
    out.append(Html.escape(text));
    return this;
  }

  /** An element that holds a text alone. */
  Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  Markup paragraph(String text) {
    return element("p", text);
  }

  Markup list(String name, List<String> items) {
    open("ul", "class", name);
    for (String item : items) element("li", item);
    return close("ul");
  }

  /** A row of column heads. */
  Markup heads(List<String> heads) {
    open("thead").open("tr");
    for (String head : heads) element("th", head, "scope", "col");
    return close("tr").close("thead");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
