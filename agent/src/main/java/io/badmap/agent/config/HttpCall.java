package io.badmap.agent.config;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One call of an address that the user gave. By {@link HttpURLConnection}, which is in {@code
 * java.base}: {@code java.net.http} may be absent. Follows no redirect and reads no body.
 */
public final class HttpCall {
  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 2_000;

  private HttpCall() {}

  /**
   * Calls by GET.
   *
   * @return {@code null} after an answer of 2xx; else what went wrong, in a few words
   */
  public static @Nullable String get(String address) {
    return call(address, null);
  }

  /**
   * Posts one JSON object.
   *
   * @return {@code null} after an answer of 2xx; else what went wrong, in a few words
   */
  public static @Nullable String post(String address, String json) {
    return call(address, json.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String call(String address, byte @Nullable [] body) {
    HttpURLConnection connection = null;
    try {
      URLConnection opened = URI.create(address).toURL().openConnection();
      if (!(opened instanceof HttpURLConnection http)) {
        return "no http address";
      }
      connection = http;
      http.setConnectTimeout(CONNECT_MILLIS);
      http.setReadTimeout(READ_MILLIS);
      http.setInstanceFollowRedirects(false);
      http.setUseCaches(false);
      if (body != null) {
        send(http, body);
      }
      int status = http.getResponseCode();
      return status / 100 == 2 ? null : "it answered " + status;
    } catch (IOException | IllegalArgumentException | SecurityException e) {
      return e.getClass().getSimpleName();
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  private static void send(HttpURLConnection http, byte[] body) throws IOException {
    http.setRequestMethod("POST");
    http.setRequestProperty("Content-Type", "application/json");
    http.setDoOutput(true);
    http.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = http.getOutputStream()) {
      out.write(body);
    }
  }

  /** An address fit for a log: without user, query and fragment, where secrets stand. */
  public static String shown(String address) {
    try {
      URI uri = URI.create(address);
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
    } catch (IllegalArgumentException e) {
      return "the address";
    }
  }
}
