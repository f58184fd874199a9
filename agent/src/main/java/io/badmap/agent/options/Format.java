package io.badmap.agent.options;

/** The form of a report. */
public enum Format {
  /** Lines for people. */
  TEXT,
  /** One JSON object a line. */
  JSON
}
