package io.badmap.demo.scenario;

import io.badmap.demo.User;
import io.badmap.demo.UserCache;
import java.util.List;

/**
 * A put is not one step.
 *
 * <p>The lesson: {@code HashMap.put} looks for the bin, links the entry, counts it and may move the
 * whole table. Two threads inside it lose entries, count wrongly or tie a bin into a ring.
 *
 * <p>The mistake: signing up and renaming both write to one {@link UserCache}, and neither takes a
 * lock.
 *
 * <p>The fix: one lock around both, as {@code OrderService.load} and {@code OrderService.update}
 * have it, or a {@code ConcurrentHashMap} inside the cache.
 *
 * <pre>
 * java -javaagent:agent/target/badmap.jar -jar demo-app/target/badmap-demo-app.jar two-writers
 * </pre>
 *
 * <p>Expect {@code concurrent map writes}, one side in {@code UserCache.put}, or now and then
 * {@code UserCache.clear}, the other in {@code UserCache.rename}, no lock held.
 */
public final class TwoWriters implements Scenario {
  private static final int USERS = 50_000;

  private final UserCache users = new UserCache();

  @Override
  public String name() {
    return "two-writers";
  }

  @Override
  public String description() {
    return "two threads put into one user cache, a HashMap, and neither takes a lock";
  }

  @Override
  public List<Step> workers() {
    return List.of(this::signUp, this::rename);
  }

  private void signUp(long turn) {
    long id = turn % USERS;
    users.put(new User(id, "new"));
    if (id == USERS - 1) {
      users.clear();
    }
  }

  private void rename(long turn) {
    users.rename(turn % USERS, "renamed");
  }
}
