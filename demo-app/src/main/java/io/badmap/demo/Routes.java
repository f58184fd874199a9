package io.badmap.demo;

import java.util.concurrent.atomic.AtomicLong;

/** Answers requests from the services. Thread-safe. */
final class Routes {
  private static final long MAX_CENTS = 100_000_000;

  private final OrderService orders;
  private final SkuIndex skus;
  private final SessionService sessions;
  private final AtomicLong tokens = new AtomicLong();

  Routes(OrderService orders, SkuIndex skus, SessionService sessions) {
    this.orders = orders;
    this.skus = skus;
    this.sessions = sessions;
  }

  /**
   * @throws Refused if the request names nothing that is here, or in a wrong way
   */
  Reply answer(Request request) {
    return switch (request.path().get(0)) {
      case "orders" -> orders(request);
      case "users" -> users(request);
      case "skus" -> skus(request);
      case "sessions" -> sessions(request);
      case "healthz" -> health(request);
      default -> throw Refused.notFound("path");
    };
  }

  private Reply orders(Request request) {
    if (request.is("GET", 1)) {
      return Reply.ok(Json.list(orders.recent().list().stream().map(Json::of).toList()));
    }
    if (request.is("GET", 2)) {
      return orders
          .find(request.id())
          .map(order -> Reply.ok(Json.of(order)))
          .orElseThrow(() -> Refused.notFound("order"));
    }
    if (request.is("POST", 1)) {
      return placeOnce(request);
    }
    throw Refused.notAllowed(request.method());
  }

  private Reply placeOnce(Request request) {
    if (request.key().isEmpty()) {
      return place(request);
    }
    String key = request.key().get();
    if (!orders.accept(key)) {
      throw Refused.duplicate(key);
    }
    try {
      return place(request);
    } catch (Refused e) {
      orders.withdraw(key);
      throw e;
    }
  }

  private Reply place(Request request) {
    int quantity = (int) request.number("quantity", 1, 1000);
    long id = request.number("user", 0, Long.MAX_VALUE);
    User user = orders.load(id).orElseThrow(() -> Refused.notFound("user"));
    Sku sku = skus.find(request.field("sku")).orElseThrow(() -> Refused.notFound("sku"));
    return Reply.created(Json.of(orders.place(user, sku, quantity)));
  }

  private Reply users(Request request) {
    if (request.path().size() != 2) {
      throw Refused.notFound("path");
    }
    long id = request.id();
    User user = orders.load(id).orElseThrow(() -> Refused.notFound("user"));
    return switch (request.method()) {
      case "GET" -> Reply.ok(Json.of(user));
      case "POST" -> {
        User renamed = new User(id, request.field("name"));
        orders.update(id, renamed.name());
        yield Reply.ok(Json.of(renamed));
      }
      case "DELETE" -> {
        orders.evict(id);
        yield Reply.ok(Json.of(user));
      }
      default -> throw Refused.notAllowed(request.method());
    };
  }

  private Reply skus(Request request) {
    if (request.is("GET", 1)) {
      return Reply.ok(Json.list(skus.list().stream().map(Json::of).toList()));
    }
    if (request.is("GET", 2)) {
      return skus.find(request.path().get(1))
          .map(sku -> Reply.ok(Json.of(sku)))
          .orElseThrow(() -> Refused.notFound("sku"));
    }
    if (request.is("POST", 2)) {
      Sku sku = new Sku(request.path().get(1), request.number("cents", 0, MAX_CENTS));
      skus.put(sku);
      return Reply.ok(Json.of(sku));
    }
    throw Refused.notAllowed(request.method());
  }

  private Reply sessions(Request request) {
    if (request.is("GET", 1)) {
      return Reply.ok(Json.list(sessions.list().stream().map(Json::of).toList()));
    }
    if (request.is("POST", 1)) {
      String token = "s-" + tokens.incrementAndGet();
      long user = request.number("user", 0, Long.MAX_VALUE);
      return Reply.created(Json.of(sessions.open(token, user)));
    }
    if (request.path().size() != 2) {
      throw Refused.notAllowed(request.method());
    }
    return session(request, request.path().get(1));
  }

  private Reply session(Request request, String token) {
    return switch (request.method()) {
      case "GET" ->
          sessions
              .find(token)
              .map(session -> Reply.ok(Json.of(session)))
              .orElseThrow(() -> Refused.notFound("session"));
      case "POST" -> Reply.ok(Json.of(sessions.pay(token, request.number("cents", 1, MAX_CENTS))));
      case "DELETE" ->
          sessions
              .close(token)
              .map(session -> Reply.ok(Json.of(session)))
              .orElseThrow(() -> Refused.notFound("session"));
      default -> throw Refused.notAllowed(request.method());
    };
  }

  private Reply health(Request request) {
    if (!request.is("GET", 1)) {
      throw Refused.notAllowed(request.method());
    }
    return Reply.ok(
        "{\"status\":\"ok\",\"orders\":%d,\"skus\":%d,\"sessions\":%d}"
            .formatted(orders.count(), skus.view().size(), sessions.list().size()));
  }
}
