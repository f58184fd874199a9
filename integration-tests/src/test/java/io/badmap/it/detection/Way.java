package io.badmap.it.detection;

/**
 * One way into a map.
 *
 * @param name the class and the method, then what else matters
 * @param shape what it is tried on
 * @param meets what the second thread must be told while a put is under way; {@code null} for
 *     nothing
 * @param operation the name that the report must give; {@code null} where several ways share one
 *     line and so one report
 * @param step makes what is to be done, and may prepare it
 */
record Way(String name, Shape shape, Meets meets, String operation, Step step) {
  /** Prepares an action on {@code ground} before the other thread is there. */
  interface Step {
    Action on(Ground ground) throws Exception;
  }

  /** What is done while the other thread is inside. */
  interface Action {
    void run() throws Throwable;
  }

  /** How the operation looks from outside while it has changed nothing yet. */
  enum Meets {
    READ("concurrent map read and map write"),
    WRITE("concurrent map writes"),
    ITERATION("concurrent map iteration and map write"),
    CLONE("concurrent map clone and map write"),
    NOTHING("");

    final String words;

    Meets(String words) {
      this.words = words;
    }
  }
}
