package io.badmap.it.canary;

import io.badmap.Badmap;
import io.badmap.CanaryScope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Conflicts inside and outside the canary, then what the agent publishes of them. */
final class RuleMain {
  private RuleMain() {}

  public static void main(String[] arguments) throws Exception {
    CountDownLatch reported = new CountDownLatch(1);
    try (AutoCloseable listener = Badmap.onMisuse(report -> reported.countDown())) {
      for (int i = 0; i < 2; i++) {
        try (CanaryScope scope = CanaryScope.open()) {
          System.out.println((scope.draw() == 0 ? "inside: " : "drawn: ") + Race.run());
        }
      }
      System.out.println("outside: " + Race.run());
      boolean inTime = listener != null && reported.await(60, TimeUnit.SECONDS);
      System.out.println(inTime ? "reported" : "not reported");
    }
    print("http://127.0.0.1:" + arguments[0] + "/metrics", "badmap_(rule_)?misuse_total.*");
    print("http://127.0.0.1:" + arguments[0] + "/status", "(config|rule) .*|breaker: .*");
  }

  private static void print(String address, String lines) throws Exception {
    HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.matches(lines))
        .forEach(System.out::println);
  }
}
