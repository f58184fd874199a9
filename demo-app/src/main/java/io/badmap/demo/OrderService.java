package io.badmap.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Places and finds orders and keeps the users at hand. Thread-safe: one lock guards orders, users
 * and seen requests; the recent orders have their own. All is kept in memory and nothing expires.
 */
public final class OrderService {
  private static final long REGISTERED_USERS = 100_000;
  private static final int RECENT_ORDERS = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final UserCache users = new UserCache();
  private final SeenRequests seen = new SeenRequests();
  private final Map<Long, Order> orders = new HashMap<>();
  private final RecentOrders recent = new RecentOrders(RECENT_ORDERS);

  /** The user with this id, from the cache or else from the store. */
  public Optional<User> load(long id) {
    lock.lock();
    try {
      Optional<User> cached = users.find(id);
      if (cached.isPresent()) {
        return cached;
      }
      Optional<User> stored = readStore(id);
      stored.ifPresent(users::put);
      return stored;
    } finally {
      lock.unlock();
    }
  }

  /** Stands in for a row of the user table. */
  private static Optional<User> readStore(long id) {
    if (id < 0 || id >= REGISTERED_USERS) {
      return Optional.empty();
    }
    return Optional.of(new User(id, "user " + id));
  }

  /** Gives a user a new name. */
  public void update(long id, String name) {
    lock.lock();
    try {
      users.rename(id, name);
    } finally {
      lock.unlock();
    }
  }

  /** Drops what the cache knows of a user. */
  public void evict(long id) {
    lock.lock();
    try {
      users.evict(id);
    } finally {
      lock.unlock();
    }
  }

  /** Accepts a request once; false if this key was accepted before. */
  public boolean accept(String requestKey) {
    lock.lock();
    try {
      return seen.add(requestKey);
    } finally {
      lock.unlock();
    }
  }

  /** Takes an acceptance back, so that the client may try again under the same key. */
  public void withdraw(String requestKey) {
    lock.lock();
    try {
      seen.remove(requestKey);
    } finally {
      lock.unlock();
    }
  }

  /** Places an order; its id is one above the order before. */
  public Order place(User user, Sku sku, int quantity) {
    Order order;
    lock.lock();
    try {
      long id = orders.size() + 1L;
      order = new Order(id, user.id(), sku.code(), quantity, sku.cents() * quantity);
      orders.put(id, order);
    } finally {
      lock.unlock();
    }
    recent.put(order);
    return order;
  }

  /** The order with this id. */
  public Optional<Order> find(long id) {
    Optional<Order> cached = recent.find(id);
    if (cached.isPresent()) {
      return cached;
    }
    Optional<Order> kept = read(id);
    kept.ifPresent(recent::put);
    return kept;
  }

  private Optional<Order> read(long id) {
    lock.lock();
    try {
      Order order = orders.get(id);
      return Optional.ofNullable(order);
    } finally {
      lock.unlock();
    }
  }

  /** How many orders were placed. */
  public int count() {
    lock.lock();
    try {
      return orders.size();
    } finally {
      lock.unlock();
    }
  }

  /** The orders asked for most recently. */
  public RecentOrders recent() {
    return recent;
  }

  /** The live cache, for code that fills it before the service is shared. */
  public UserCache users() {
    return users;
  }

  /** The live set of accepted keys, for code that fills it before the service is shared. */
  public SeenRequests seen() {
    return seen;
  }
}
