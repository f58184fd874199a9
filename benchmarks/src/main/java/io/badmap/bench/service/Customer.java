package io.badmap.bench.service;

import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One customer, who sends one request at a time, in rounds, and knows the right answer to each: no
 * two share a user, a session or an article. After the first rounds nothing in the service grows:
 * orders are sent again under keys that it must refuse.
 */
final class Customer {
  private static final int ORDERS = 250;
  private static final int USERS = 100;
  private static final int ARTICLES = 20;
  private static final Pattern ID = Pattern.compile("\\{\"id\":(\\d+),.*");

  private final Web web;
  private final int number;
  private final @Nullable String[] orders = new @Nullable String[ORDERS];
  private int round;
  private int step;

  Customer(URI shop, int number) {
    this.web = new Web(shop);
    this.number = number;
  }

  /**
   * Sends the next request.
   *
   * @throws IOException if no answer comes, or a wrong one
   */
  void visit() throws IOException {
    int now = step;
    step = (step + 1) % 12;
    int turn = step == 0 ? round++ : round;
    int user = 1_000 * number + turn % USERS;
    String article = "SKU-" + number + "-" + turn % ARTICLES;
    String session = "s-" + number + "-" + turn;
    switch (now) {
      case 0 -> expect("POST", "/skus/" + article, "cents=" + cents(turn), article(article, turn));
      case 1 -> expect("GET", "/skus/" + article, "", article(article, turn));
      case 2 -> expect("POST", "/users/" + user, "name=n" + turn, user(user, "n" + turn));
      case 3 -> expect("GET", "/users/" + user, "", user(user, "n" + turn));
      case 4 -> expect("POST", "/sessions/" + session, "cents=1", session(session, 1));
      case 5 -> order(turn, user, article);
      case 6 -> find(orders[turn % ORDERS]);
      case 7 -> refused(turn, user);
      case 8 -> recent();
      case 9 -> expect("POST", "/sessions/" + session, "cents=99", session(session, 100));
      case 10 -> expect("DELETE", "/sessions/" + session, "", session(session, 100));
      default -> expect("DELETE", "/users/" + user, "", user(user, "n" + turn));
    }
  }

  private void order(int turn, int user, String article) throws IOException {
    String key = number + "/" + turn % ORDERS;
    String form = "user=" + user + "&sku=" + article + "&quantity=3";
    Web.Answer answer = web.send("POST", "/orders", form, key);
    if (orders[turn % ORDERS] != null) {
      check(answer, 409, "{\"error\":\"already accepted: " + key + "\"}", "second order " + key);
      return;
    }
    String rest =
        "\"user\":%d,\"sku\":\"%s\",\"quantity\":3,\"cents\":%d}"
            .formatted(user, article, 3 * cents(turn));
    if (answer.status() != 201 || !answer.body().endsWith(rest)) {
      throw wrong("order " + key, answer);
    }
    orders[turn % ORDERS] = answer.body();
  }

  private void find(@Nullable String order) throws IOException {
    if (order == null) {
      throw new IOException("nothing came of the order before");
    }
    Matcher id = ID.matcher(order);
    if (!id.matches()) {
      throw new IOException("an order without id: " + order);
    }
    expect("GET", "/orders/" + id.group(1), "", order);
  }

  /** The service takes the key and has to give it back: a set that grows and shrinks. */
  private void refused(int turn, int user) throws IOException {
    String form = "user=" + user + "&sku=none&quantity=1";
    Web.Answer answer = web.send("POST", "/orders", form, "r-" + number + "/" + turn);
    check(answer, 404, "{\"error\":\"no such sku\"}", "order of nothing");
  }

  private void recent() throws IOException {
    Web.Answer answer = web.send("GET", "/orders", "", "");
    if (answer.status() != 200 || !answer.body().startsWith("[{\"id\":")) {
      throw wrong("recent orders", answer);
    }
  }

  private void expect(String method, String path, String form, String body) throws IOException {
    check(web.send(method, path, form, ""), 200, body, method + " " + path);
  }

  private static void check(Web.Answer answer, int status, String body, String what)
      throws IOException {
    if (answer.status() != status || !answer.body().equals(body)) {
      throw wrong(what, answer);
    }
  }

  private static IOException wrong(String what, Web.Answer answer) {
    return new IOException(what + ": " + answer);
  }

  private static int cents(int turn) {
    return 100 + turn % 900;
  }

  private static String article(String code, int turn) {
    return "{\"code\":\"%s\",\"cents\":%d}".formatted(code, cents(turn));
  }

  private static String user(int id, String name) {
    return "{\"id\":%d,\"name\":\"%s\"}".formatted(id, name);
  }

  private static String session(String token, int cents) {
    return "{\"token\":\"%s\",\"user\":0,\"paidCents\":%d}".formatted(token, cents);
  }
}
