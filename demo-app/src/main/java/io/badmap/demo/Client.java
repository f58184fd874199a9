package io.badmap.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A plain HTTP client that keeps its connections alive. Thread-safe. */
final class Client {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final URI base;

  Client(URI base) {
    this.base = base;
  }

  Reply get(String path) throws IOException {
    return send("GET", path, "", Map.of());
  }

  Reply delete(String path) throws IOException {
    return send("DELETE", path, "", Map.of());
  }

  Reply post(String path, String form) throws IOException {
    return send("POST", path, form, Map.of());
  }

  /** Posts at most once: the server refuses a key that it has seen. */
  Reply postOnce(String path, String form, String key) throws IOException {
    return send("POST", path, form, Map.of("Idempotency-Key", key));
  }

  private Reply send(String method, String path, String form, Map<String, String> headers)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) base.resolve(path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    headers.forEach(connection::setRequestProperty);
    if (!form.isEmpty()) {
      connection.setDoOutput(true);
      connection.getOutputStream().write(form.getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    try (body) {
      return new Reply(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
