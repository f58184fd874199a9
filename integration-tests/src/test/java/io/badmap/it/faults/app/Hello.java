package io.badmap.it.faults.app;

/** The least that a program does. */
public final class Hello {
  private Hello() {}

  /** Prints its arguments after a greeting. */
  public static void main(String[] words) {
    System.out.println("hello, " + (words.length == 0 ? "world" : String.join(" ", words)));
  }
}
