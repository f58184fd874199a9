package io.badmap.demo.scenario;

import io.badmap.demo.OrderService;
import io.badmap.demo.SeenRequests;
import java.util.List;

/**
 * Two locks are no lock.
 *
 * <p>The lesson: a lock keeps out only those who take the same one. Both sides look careful, each
 * in its own file.
 *
 * <p>The mistake: {@link OrderService} guards the accepted request keys, a HashSet, with its lock;
 * the audit reads them under a monitor of its own.
 *
 * <p>The fix: ask the service, which takes its lock, and keep the live set inside it.
 *
 * <pre>
 * java -javaagent:agent/target/badmap.jar -jar demo-app/target/badmap-demo-app.jar different-locks
 * </pre>
 *
 * <p>Expect {@code concurrent map read and map write}; the side in {@code SeenRequests.add} or
 * {@code SeenRequests.remove} holds a ReentrantLock, the side in {@code SeenRequests.contains} the
 * monitor of an Object.
 */
public final class DifferentLocks implements Scenario {
  private static final int KEPT = 10_000;

  private final OrderService orders = new OrderService();
  private final SeenRequests seen = orders.seen();
  private final Object auditLock = new Object();
  private long missing;

  @Override
  public String name() {
    return "different-locks";
  }

  @Override
  public String description() {
    return "one thread changes a HashSet under a ReentrantLock, one reads it under a monitor";
  }

  @Override
  public List<Step> workers() {
    return List.of(this::accept, this::audit);
  }

  private void accept(long turn) {
    orders.accept(key(turn));
    orders.withdraw(key(turn - KEPT));
  }

  private void audit(long turn) {
    String key = key(turn);
    synchronized (auditLock) {
      if (!seen.contains(key)) {
        missing++;
      }
    }
  }

  private static String key(long request) {
    return "request-" + request;
  }

  /** How many keys the audit did not find. */
  long missing() {
    synchronized (auditLock) {
      return missing;
    }
  }
}
