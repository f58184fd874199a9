package io.badmap.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read to its end.
 *
 * @param path the decoded path, split at its slashes; one empty segment for {@code /}
 * @param form the fields of an {@code application/x-www-form-urlencoded} body
 * @param key the Idempotency-Key header
 */
record Request(String method, List<String> path, Map<String, String> form, Optional<String> key) {
  private static final int BODY_LIMIT = 64 * 1024;

  /**
   * @throws Refused if the body is longer than 64 KiB or is not a form
   */
  static Request read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
    if (body.length > BODY_LIMIT) {
      throw Refused.badRequest("the body is longer than " + BODY_LIMIT + " bytes");
    }
    return new Request(
        exchange.getRequestMethod(),
        List.of(exchange.getRequestURI().getPath().substring(1).split("/", -1)),
        form(new String(body, StandardCharsets.UTF_8)),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    if (body.isEmpty()) {
      return form;
    }
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals < 0) {
        throw Refused.badRequest("not NAME=VALUE: " + field);
      }
      form.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
    }
    return form;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refused.badRequest("not URL-encoded: " + text);
    }
  }

  /** Whether this is {@code method} on a path of so many segments. */
  boolean is(String wantedMethod, int segments) {
    return method.equals(wantedMethod) && path.size() == segments;
  }

  /**
   * A field of the form.
   *
   * @throws Refused if it is missing
   */
  String field(String name) {
    String value = form.get(name);
    if (value == null) {
      throw Refused.badRequest("field missing: " + name);
    }
    return value;
  }

  /**
   * A field that is a whole number from {@code min} to {@code max}.
   *
   * @throws Refused if it is missing or is not
   */
  long number(String name, long min, long max) {
    long number = number(field(name));
    if (number < min || number > max) {
      throw Refused.badRequest(name + " must lie in " + min + ".." + max);
    }
    return number;
  }

  /**
   * The second segment of the path as a number.
   *
   * @throws Refused if it is none
   */
  long id() {
    return number(path.get(1));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Refused.badRequest("not a number: " + text);
    }
  }
}
