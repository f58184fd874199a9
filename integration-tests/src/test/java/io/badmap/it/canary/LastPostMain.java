package io.badmap.it.canary;

import io.badmap.it.SelfAttach;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets breakers go in every way: three while they are open, and one that is closed. */
final class LastPostMain {
  private static final int IN_A_ROW = 100;

  /** One that trips and stays open. */
  private static final String SHORT = "failure_rate: 50%, window: 60s, min_events: 5, cooldown: 1h";

  /** One that never trips. */
  private static final String CLOSED = "failure_rate: 50%, window: 60s, min_events: 1000000";

  private LastPostMain() {}

  /** Takes the config file and the agent's jar. */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    Posts posts = new Posts();
    open(posts, file);
    Files.writeString(file, "action: throw\n" + posts.breaker(CLOSED));
    System.out.println("changed: " + posts.next());
    Files.writeString(file, "action: log\n");
    BudgetMain.await("went on", IN_A_ROW);
    open(posts, file);
    Files.writeString(file, "action: throw\n");
    System.out.println("removed: " + posts.next());
    open(posts, file);
    SelfAttach.load(args[1], "control=detach");
    System.out.println("detached: " + posts.next());
    System.exit(0);
  }

  private static void open(Posts posts, Path file) throws Exception {
    Files.writeString(file, "action: throw\n" + posts.breaker(SHORT));
    System.out.println(posts.provoke());
  }
}
