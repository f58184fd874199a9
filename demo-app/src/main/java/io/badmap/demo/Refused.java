package io.badmap.demo;

/** A request that is answered with an error status; the message is for the client. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private Refused(int status, String message) {
    super(message);
    this.status = status;
  }

  static Refused badRequest(String message) {
    return new Refused(400, message);
  }

  static Refused notFound(String what) {
    return new Refused(404, "no such " + what);
  }

  static Refused notAllowed(String method) {
    return new Refused(405, method + " is not allowed here");
  }

  static Refused duplicate(String key) {
    return new Refused(409, "already accepted: " + key);
  }

  int status() {
    return status;
  }
}
