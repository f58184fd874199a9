package io.badmap.agent.metrics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers {@code /metrics}, {@code /healthz} and {@code /status} over HTTP. Not thread-safe. */
public interface PageServer {
  /**
   * Begins to answer, on daemon threads; once.
   *
   * @param address where; without a token it must be of the loopback
   * @param token what whoever asks has to know; {@code null} for nothing
   * @param metrics the body of {@code /metrics}
   * @param status the body of {@code /status}
   * @return where it answers
   * @throws IOException if it cannot listen there
   */
  InetSocketAddress start(
      InetSocketAddress address,
      @Nullable String token,
      Supplier<String> metrics,
      Supplier<String> status)
      throws IOException;

  /** Ends its threads and closes its connections. */
  void stop();
}
