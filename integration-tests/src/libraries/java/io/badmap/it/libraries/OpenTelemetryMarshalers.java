package io.badmap.it.libraries;

import io.opentelemetry.exporter.internal.otlp.traces.SpanReusableDataMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import java.util.List;

/**
 * Two threads export spans. The exporter takes marshalers out of an {@code ArrayDeque} and puts
 * them back when a batch is sent, which the threads of the HTTP client do.
 */
public final class OpenTelemetryMarshalers {
  private static final int CALLS = 20_000;

  private OpenTelemetryMarshalers() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, round -> export());
  }

  private static Race.Contest export() {
    SpanReusableDataMarshaler marshaler =
        new SpanReusableDataMarshaler(
            MemoryMode.REUSABLE_DATA, (batch, count) -> CompletableResultCode.ofSuccess());
    return thread -> {
      for (int i = 0; i < CALLS; i++) {
        marshaler.export(List.of());
      }
      return CALLS;
    };
  }
}
