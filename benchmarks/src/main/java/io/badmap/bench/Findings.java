package io.badmap.bench;

/** What was found, line by line, beside what it must be. For one thread. */
final class Findings {
  private final MarkdownTable table = new MarkdownTable("what", "found", "must be", "is it");
  private boolean isGood = true;

  /** So many of something, of which there must be none. */
  void none(String what, long found) {
    add(what, "" + found, "0", found == 0);
  }

  void atLeast(String what, long found, long least) {
    add(what, "" + found, "at least " + least, found >= least);
  }

  /** What may have grown, but not by more than so much. */
  void grown(String what, long before, long after, long most) {
    add(what, before + ", " + after, "at most " + most + " more", after - before <= most);
  }

  private void add(String what, String found, String must, boolean holds) {
    table.add(what, found, must, holds ? "yes" : "NO");
    isGood &= holds;
  }

  /** Whether all was as it must be. */
  boolean isGood() {
    return isGood;
  }

  /** The table. */
  @Override
  public String toString() {
    return table.toString();
  }
}
