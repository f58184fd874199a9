package io.badmap.demo.scenario;

import io.badmap.demo.OrderService;
import io.badmap.demo.UserCache;
import java.util.List;

/**
 * A reader needs the lock too.
 *
 * <p>The lesson: a read changes nothing, but what it walks through may change under it. It can miss
 * an entry that is there while the table moves, or meet a bin that just became a tree.
 *
 * <p>The mistake: {@link OrderService#update} writes under the service's lock, the banner on the
 * start page looks into the same cache without it.
 *
 * <p>The fix: read through {@link OrderService#load}, which takes the lock, and keep the live cache
 * to the code that fills it before the service is shared.
 *
 * <pre>
 * java -javaagent:agent/target/badmap.jar -jar demo-app/target/badmap-demo-app.jar reader-and-writer
 * </pre>
 *
 * <p>Expect {@code concurrent map read and map write}; the side in {@code UserCache.rename} or
 * {@code UserCache.evict} holds a ReentrantLock, the side in {@code UserCache.find} holds nothing.
 */
public final class ReaderAndWriter implements Scenario {
  private static final int USERS = 50_000;
  private static final int CACHED = 10_000;

  private final OrderService orders = new OrderService();
  private final UserCache users = orders.users();

  /** Where the greeting goes, so that the look-up is not optimised away. */
  private volatile String banner = "";

  @Override
  public String name() {
    return "reader-and-writer";
  }

  @Override
  public String description() {
    return "one thread updates users under the lock, one looks them up without it (HashMap)";
  }

  @Override
  public List<Step> workers() {
    return List.of(this::update, this::greet);
  }

  private void update(long turn) {
    orders.update(turn % USERS, "renamed");
    orders.evict(Math.floorMod(turn - CACHED, USERS));
  }

  private void greet(long turn) {
    users.find(turn % USERS).ifPresent(user -> banner = user.name());
  }

  /** The greeting shown last. */
  String banner() {
    return banner;
  }
}
