package io.badmap.it.canary;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps more recorded maps than the agent may know of, until it has done a step less. */
final class HeldMain {
  private static final int AT_ONCE = 50_000;
  private static final String DOWN = "badmap_budget_steps_total{direction=\"down\"} ";

  private HeldMain() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    URI metrics = URI.create("http://127.0.0.1:" + arguments[0] + "/metrics");
    List<Map<String, String>> kept = new ArrayList<>();
    boolean less = false;
    while (!less) {
      for (int i = 0; i < AT_ONCE && kept.size() < 8 * AT_ONCE; i++) {
        Map<String, String> map = new HashMap<>(1);
        map.put("key", "value");
        kept.add(map);
      }
      String text =
          client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
      less = text.contains(DOWN) && !text.contains(DOWN + "0\n");
      Thread.sleep(100);
    }
    System.out.println("less with " + (kept.isEmpty() ? "no maps" : "many maps"));
    System.exit(0);
  }
}
