package io.badmap.bench.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Sends one request after the other over connections that are kept. The JDK's older client, since
 * it works on the calling thread alone and so takes least from the service it measures.
 */
final class Web {
  private static final int TIMEOUT_MILLIS = 30_000;

  static {
    // A POST that is sent again behind the caller's back would hide that it was lost.
    System.setProperty("sun.net.http.retryPost", "false");
    System.setProperty("http.maxConnections", "64");
  }

  private final URI base;

  Web(URI base) {
    this.base = base;
  }

  /** What came back. */
  record Answer(int status, String body) {}

  /**
   * Sends a request and reads the whole answer.
   *
   * @param form the body, none where empty
   * @param key the Idempotency-Key, none where empty
   * @throws IOException if no answer comes within 30 s
   */
  Answer send(String method, String path, String form, String key) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) base.resolve(path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    if (!key.isEmpty()) {
      connection.setRequestProperty("Idempotency-Key", key);
    }
    if (!form.isEmpty()) {
      connection.setDoOutput(true);
      connection.getOutputStream().write(form.getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Answer(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
