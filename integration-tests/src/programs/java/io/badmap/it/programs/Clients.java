package io.badmap.it.programs;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Threads that ask a server over loopback, each with cookies of its own. */
final class Clients {
  private static final int REQUESTS = 300;

  private Clients() {}

  /** Asks for {@code path?member=M&item=I}, many times, and prints a checksum of the answers. */
  static void ask(int port, String path) throws Exception {
    Crew.run(member -> ask(URI.create("http://127.0.0.1:" + port + path), member));
  }

  private static String ask(URI page, int member) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    StringBuilder answers = new StringBuilder();
    for (int i = 0; i < REQUESTS; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(page + "?member=" + member + "&item=" + i % 20))
              .header("X-Customer", "customer-" + member)
              .build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      answers.append(response.statusCode()).append(response.body()).append('\n');
    }
    return answers.toString();
  }
}
