package io.badmap.demo.scenario;

import io.badmap.demo.Order;
import io.badmap.demo.RecentOrders;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Not every get is a read.
 *
 * <p>The lesson: an access-ordered {@code LinkedHashMap} moves an entry to the end of its list when
 * it is looked up. That is a write, and a read lock lets several threads do it at once.
 *
 * <p>The mistake: {@link RecentOrders} gets the two halves of a ReentrantReadWriteLock, the read
 * lock for {@code find}.
 *
 * <p>The fix: one exclusive lock for both, which is what {@code new RecentOrders(capacity)} makes.
 *
 * <pre>
 * java -javaagent:agent/target/badmap.jar -jar demo-app/target/badmap-demo-app.jar lru-read-lock
 * </pre>
 *
 * <p>Expect both sides in {@code RecentOrders.find}: {@code concurrent map writes}, or {@code
 * concurrent map read and map write} where one get was stopped before it moved its entry.
 */
public final class LruReadLock implements Scenario {
  private static final int ORDERS = 1_000;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final RecentOrders recent = new RecentOrders(ORDERS, lock.readLock(), lock.writeLock());
  private volatile long revenue;

  /** A full cache. */
  public LruReadLock() {
    for (int id = 0; id < ORDERS; id++) {
      recent.put(new Order(id, 1, "SKU-1", 1, 100));
    }
  }

  @Override
  public String name() {
    return "lru-read-lock";
  }

  @Override
  public String description() {
    return "two threads get from an access-ordered LinkedHashMap under a read lock";
  }

  @Override
  public List<Step> workers() {
    return List.of(this::showNewest, this::showOldest);
  }

  private void showNewest(long turn) {
    show(ORDERS - 1 - turn % ORDERS);
  }

  private void showOldest(long turn) {
    show(turn % ORDERS);
  }

  private void show(long id) {
    recent.find(id).ifPresent(order -> revenue = order.cents());
  }

  /** What the order shown last costs, in cents. */
  long revenue() {
    return revenue;
  }
}
