package io.badmap.agent.config;

/** A text that is no document. The message is one line. */
public final class DocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * @param problem what is wrong
   * @param line where, from 1
   * @param column where, from 1
   */
  public DocumentException(String problem, int line, int column) {
    super(problem);
    this.line = line;
    this.column = column;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** The column, from 1. */
  public int column() {
    return column;
  }
}
