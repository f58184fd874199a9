package io.badmap.agent.config;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One request and the head of its answer, within a time in all. The timeouts of the JDK's client
 * are for each connect and each read: whoever sends one byte a second never runs into them.
 *
 * <p>Guarantees: once the time is over the connection is closed under the thread that waits for it,
 * whether it connects, sends or reads, and again until that thread has come back: the client may
 * have tried once more. Follows no redirect and reads no body.
 *
 * <p>Progress: the thread that calls does the work; a daemon thread, {@code badmap-deadline}, which
 * ends with it, sleeps meanwhile. The search for the host's name is the system's, and bounded by
 * its settings.
 */
public final class HttpExchange implements Runnable {
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final HttpURLConnection connection;
  private final long start = System.nanoTime();
  private final long nanos;
  private volatile boolean late;
  private volatile boolean ended;

  private HttpExchange(HttpURLConnection connection, int seconds) {
    this.connection = connection;
    nanos = TimeUnit.SECONDS.toNanos(seconds);
  }

  /**
   * Sends a request, and closes the connection after its answer.
   *
   * @param connection not yet connected
   * @param json the body of a POST; {@code null} for a GET
   * @param seconds the time in all
   * @return the status of the answer
   * @throws SocketTimeoutException if there was none in time
   * @throws IOException if there was none
   */
  public static int status(HttpURLConnection connection, byte @Nullable [] json, int seconds)
      throws IOException {
    int millis = (int) TimeUnit.SECONDS.toMillis(seconds);
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    HttpExchange exchange = new HttpExchange(connection, seconds);
    Thread watching = exchange.watch();
    int status = -1;
    IOException problem = null;
    try {
      if (json != null) {
        send(connection, json);
      }
      status = connection.getResponseCode();
    } catch (IOException e) {
      problem = e;
    } finally {
      exchange.ended = true;
      LockSupport.unpark(watching);
      connection.disconnect();
    }
    // The client takes a head that was cut off for a whole one.
    if (exchange.late || problem instanceof SocketTimeoutException) {
      throw new SocketTimeoutException("no answer within " + seconds + " s");
    }
    if (problem != null) {
      throw problem;
    }
    return status;
  }

  private Thread watch() throws IOException {
    Thread thread = new Thread(null, this, "badmap-deadline", 0, false);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      throw new IOException("there is no thread for it", e);
    }
    return thread;
  }

  @Override
  public void run() {
    while (!ended) {
      long left = start + nanos - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(this, left);
        continue;
      }
      late = true;
      try {
        connection.disconnect();
      } catch (RuntimeException e) {
        // The other thread was changing it.
      }
      LockSupport.parkNanos(this, AGAIN_NANOS);
    }
  }

  private static void send(HttpURLConnection connection, byte[] json) throws IOException {
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(json.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(json);
    }
  }
}
