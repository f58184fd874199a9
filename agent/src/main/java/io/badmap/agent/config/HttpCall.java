package io.badmap.agent.config;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One call of an address that the user gave. By {@link HttpURLConnection}, which is in {@code
 * java.base}: {@code java.net.http} may be absent. Takes three seconds in all; see {@link
 * HttpExchange}.
 */
public final class HttpCall {
  private static final int SECONDS = 3;

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
    try {
      URLConnection opened = URI.create(address).toURL().openConnection();
      if (!(opened instanceof HttpURLConnection http)) {
        return "no http address";
      }
      int status = HttpExchange.status(http, body, SECONDS);
      return status / 100 == 2 ? null : "it answered " + status;
    } catch (SocketTimeoutException e) {
      return e.getMessage();
    } catch (IOException | RuntimeException e) {
      return e.getClass().getSimpleName();
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
