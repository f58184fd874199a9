package io.badmap.canary;

import io.badmap.CanaryScope;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request that the JDK's HTTP client sends keep the header of the request that it is sent
 * for. The header is one of the client's own, so the application's request stays as it is and may
 * be sent again by others; one that the application has set itself wins.
 */
public final class Outgoing {
  private static final AtomicInteger LOST = new AtomicInteger();
  private static volatile @Nullable Method setter;

  private Outgoing() {}

  /** The client has made its own form of a request; one without system headers is left as it is. */
  public static void made(Object request) {
    if (!CanaryScope.isActive()) {
      return;
    }
    try {
      Method set = setter;
      if (set == null) {
        set = request.getClass().getMethod("setSystemHeader", String.class, String.class);
        setter = set;
      }
      set.invoke(request, CanaryScope.HEADER, CanaryScope.PHASE);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOST.incrementAndGet();
    }
  }

  /** Requests that went out without the header that they should have kept. */
  public static int lost() {
    return LOST.get();
  }
}
