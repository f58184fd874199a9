package io.badmap.demo;

/** A status code of HTTP and a JSON body. */
record Reply(int status, String body) {
  static Reply ok(String body) {
    return new Reply(200, body);
  }

  static Reply created(String body) {
    return new Reply(201, body);
  }

  static Reply refused(Refused refused) {
    return new Reply(refused.status(), Json.error(String.valueOf(refused.getMessage())));
  }
}
