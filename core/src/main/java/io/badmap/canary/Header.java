package io.badmap.canary;

import io.badmap.CanaryScope;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a request through the public type that its server promises: {@code
 * HttpServletRequest} of either name space, or the JDK's {@code HttpExchange}. The method is looked
 * up once for each class of requests, and goes with it.
 */
final class Header {
  private static final Readers READERS = new Readers();

  private Header() {}

  static @Nullable String of(Object request) throws ReflectiveOperationException {
    Reader reader = READERS.get(request.getClass());
    Method headers = reader.headers;
    Object source = headers == null ? request : headers.invoke(request);
    Method value = reader.value;
    return source == null || value == null
        ? null
        : (String) value.invoke(source, CanaryScope.HEADER);
  }

  /** How one class of requests is asked; both {@code null} where it cannot be. */
  private static final class Reader {
    final @Nullable Method headers;
    final @Nullable Method value;

    Reader(@Nullable Method headers, @Nullable Method value) {
      this.headers = headers;
      this.value = value;
    }
  }

  private static final class Readers extends ClassValue<Reader> {
    @Override
    protected Reader computeValue(Class<?> type) {
      try {
        Class<?> servlet = find(type, "jakarta.servlet.http.HttpServletRequest");
        if (servlet == null) servlet = find(type, "javax.servlet.http.HttpServletRequest");
        if (servlet != null) {
          return new Reader(null, servlet.getMethod("getHeader", String.class));
        }
        Class<?> exchange = find(type, "com.sun.net.httpserver.HttpExchange");
        if (exchange != null) {
          Method headers = exchange.getMethod("getRequestHeaders");
          return new Reader(headers, headers.getReturnType().getMethod("getFirst", String.class));
        }
      } catch (ReflectiveOperationException e) {
        // Not the type that bears that name elsewhere.
      }
      return new Reader(null, null);
    }
  }

  private static @Nullable Class<?> find(@Nullable Class<?> type, String name) {
    if (type == null) {
      return null;
    }
    if (type.getName().equals(name)) {
      return type;
    }
    for (Class<?> each : type.getInterfaces()) {
      Class<?> found = find(each, name);
      if (found != null) {
        return found;
      }
    }
    return find(type.getSuperclass(), name);
  }
}
