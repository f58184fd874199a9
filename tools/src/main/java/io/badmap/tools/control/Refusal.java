package io.badmap.tools.control;

/** Why a JVM cannot be reached, and what would help: two lines at most. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  Refusal(String cause, String cure) {
    super(cause + "; " + cure);
  }
}
