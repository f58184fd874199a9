package io.badmap.demo.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a run ends: by the first error of a worker, or by the time. Thread-safe. */
final class Ending {
  private final CompletableFuture<Optional<Throwable>> outcome = new CompletableFuture<>();

  /** Ends the run with the error of a worker; only the first one counts. */
  void failed(Throwable error) {
    outcome.complete(Optional.of(error));
  }

  /** Whether the run still goes on. */
  boolean isOpen() {
    return !outcome.isDone();
  }

  /** Waits for an error, at most so long, then ends the run. */
  Optional<Throwable> await(Duration time) throws InterruptedException {
    try {
      return outcome.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      outcome.complete(Optional.empty());
      return outcome.join();
    } catch (ExecutionException e) {
      throw new AssertionError("never completed exceptionally", e);
    }
  }
}
