package io.badmap.it.lists;

/** Does nothing. */
public final class NothingMain {
  private NothingMain() {}

  /** Returns. */
  public static void main(String[] arguments) {}
}
