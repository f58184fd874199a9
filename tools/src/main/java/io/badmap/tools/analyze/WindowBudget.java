package io.badmap.tools.analyze;

/** How many operations all open windows may hold together, in equal shares. */
final class WindowBudget {
  private static final int MOST = 600_000;

  private int windows = 1;

  void opened(int open) {
    windows = Math.max(1, open);
  }

  int perWindow() {
    return Math.max(1, MOST / windows);
  }
}
