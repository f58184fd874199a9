package io.badmap.demo;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the service's records as JSON. */
final class Json {
  private Json() {}

  static String of(User user) {
    return "{\"id\":%d,\"name\":%s}".formatted(user.id(), quote(user.name()));
  }

  static String of(Sku sku) {
    return "{\"code\":%s,\"cents\":%d}".formatted(quote(sku.code()), sku.cents());
  }

  static String of(Order order) {
    return "{\"id\":%d,\"user\":%d,\"sku\":%s,\"quantity\":%d,\"cents\":%d}"
        .formatted(order.id(), order.user(), quote(order.sku()), order.quantity(), order.cents());
  }

  static String of(Session session) {
    return "{\"token\":%s,\"user\":%d,\"paidCents\":%d}"
        .formatted(quote(session.token()), session.user(), session.paidCents());
  }

  static String list(List<String> elements) {
    return elements.stream().collect(Collectors.joining(",", "[", "]"));
  }

  static String error(String message) {
    return "{\"error\":%s}".formatted(quote(message));
  }

  /** A JSON string; escapes as RFC 8259, section 7, asks. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
