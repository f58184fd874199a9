package io.badmap.it.canary;

import java.nio.file.Files;
import java.nio.file.Path;

/** Runs into conflicts until the breaker opens, and waits until it has closed again. */
final class BreakerMain {
  private BreakerMain() {}

  public static void main(String[] args) throws Exception {
    Posts posts = new Posts();
    System.out.println(Race.run());
    Files.writeString(
        Path.of(args[0]),
        posts.breaker("failure_rate: 50%, window: 1s, min_events: 5, cooldown: 1s"));
    System.out.println(posts.provoke());
    System.out.println(Race.run());
    for (int i = 0; i < 2; i++) {
      System.out.println(posts.next());
    }
    System.out.println(Race.run());
    System.exit(0);
  }
}
