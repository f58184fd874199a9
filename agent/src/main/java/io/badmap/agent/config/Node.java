package io.badmap.agent.config;

import java.util.List;

/** A document as it was written: texts, with the place where each begins, counted from 1. */
public sealed interface Node {
  /** The line. */
  int line();

  /** The column. */
  int column();

  /** A text; quoted or not makes no difference. */
  record Scalar(String text, int line, int column) implements Node {}

  /** A list. */
  record Sequence(List<Node> items, int line, int column) implements Node {}

  /** Keys with their values, in the order of the file. */
  record Mapping(List<Entry> entries, int line, int column) implements Node {}

  /** One key. */
  record Entry(Scalar key, Node value) {}
}
