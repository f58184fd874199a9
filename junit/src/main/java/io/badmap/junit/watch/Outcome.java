package io.badmap.junit.watch;

/** What becomes of a misuse. */
public enum Outcome {
  /** Nobody has failed for it yet. */
  OPEN("open"),
  /** A test, a class or the run fails for it. */
  FAILED("failed"),
  /** The test had to show it, or has looked at it itself. */
  EXPECTED("expected"),
  /** The baseline has it. */
  KNOWN("known"),
  /** The test leaves it out. */
  SUPPRESSED("suppressed"),
  /** The test is not watched. */
  UNWATCHED("not watched");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** The word in reports. */
  public String label() {
    return label;
  }
}
