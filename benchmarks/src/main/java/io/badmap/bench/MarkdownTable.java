package io.badmap.bench;

import java.util.ArrayList;
import java.util.List;

/** A markdown table with padded columns: the first to the left, the others to the right. */
final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  MarkdownTable(String... head) {
    rows.add(List.of(head));
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it has not as many cells as the head
   */
  void add(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          cells.length + " cells in a table of " + rows.get(0).size() + " columns");
    }
    rows.add(List.of(cells));
  }

  /** The whole table; a bar inside a cell is escaped. */
  @Override
  public String toString() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], escaped(row.get(c)).length());
      }
    }
    StringBuilder text = new StringBuilder();
    line(rows.get(0), widths, text);
    text.append('|');
    for (int c = 0; c < columns; c++) {
      text.append(c == 0 ? ":" : "-").append("-".repeat(widths[c])).append(c == 0 ? "-|" : ":|");
    }
    text.append('\n');
    rows.stream().skip(1).forEach(row -> line(row, widths, text));
    return text.toString();
  }

  private static void line(List<String> row, int[] widths, StringBuilder text) {
    text.append('|');
    for (int c = 0; c < widths.length; c++) {
      String cell = escaped(row.get(c));
      String padding = " ".repeat(widths[c] - cell.length());
      text.append(' ').append(c == 0 ? cell + padding : padding + cell).append(" |");
    }
    text.append('\n');
  }

  private static String escaped(String cell) {
    return cell.replace("|", "\\|");
  }
}
