package io.badmap.canary;

import io.badmap.CanaryScope;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where a server hands a request to the application. Filters, servlets and handlers nest: the
 * outermost one decides, once, whether the request is one of the canary. Thread-safe.
 */
public final class Requests {
  private static final ThreadLocal<@Nullable Visit> CURRENT = new ThreadLocal<>();
  private static final AtomicLong SEEN = new AtomicLong();
  private static final AtomicLong CANARY = new AtomicLong();

  private Requests() {}

  private static final class Visit {
    @Nullable CanaryScope scope;
  }

  /**
   * A request comes in.
   *
   * @param request a servlet request of either name space, or an exchange of the JDK's server
   * @return what {@link #left} needs; {@code null} where the request has come in already
   */
  public static @Nullable Object entered(@Nullable Object request) {
    if (request == null || CURRENT.get() != null) {
      return null;
    }
    Visit visit = new Visit();
    CURRENT.set(visit);
    try {
      SEEN.incrementAndGet();
      if (!CanaryScope.isActive()) {
        visit.scope = CanaryScope.openFor(Header.of(request));
      }
      if (visit.scope != null) {
        CANARY.incrementAndGet();
      }
    } catch (Throwable e) {
      // Of a request that cannot be asked for its headers nothing is known.
    }
    return visit;
  }

  /** The request has been handled, or handed to other threads. */
  public static void left(@Nullable Object entered) {
    if (!(entered instanceof Visit visit)) {
      return;
    }
    CURRENT.remove();
    if (visit.scope != null) {
      visit.scope.close();
    }
  }

  /** Requests that came in since the first rule. */
  public static long seen() {
    return SEEN.get();
  }

  /** Of these, requests of the canary. */
  public static long canary() {
    return CANARY.get();
  }
}
