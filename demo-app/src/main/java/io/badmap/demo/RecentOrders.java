package io.badmap.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The orders asked for most recently. Thread-safe if both locks exclude each other <em>and
 * themselves</em>, for a look-up reorders the cache.
 */
public final class RecentOrders {
  private final LruCache<Long, Order> orders;
  private final Lock findLock;
  private final Lock putLock;

  /** A cache under one exclusive lock. */
  public RecentOrders(int capacity) {
    this(capacity, new ReentrantLock());
  }

  private RecentOrders(int capacity, Lock lock) {
    this(capacity, lock, lock);
  }

  /** A cache whose look-ups take {@code findLock} and whose changes take {@code putLock}. */
  public RecentOrders(int capacity, Lock findLock, Lock putLock) {
    this.orders = new LruCache<>(capacity);
    this.findLock = findLock;
    this.putLock = putLock;
  }

  /** The cached order. */
  public Optional<Order> find(long id) {
    findLock.lock();
    try {
      Order order = orders.get(id);
      return Optional.ofNullable(order);
    } finally {
      findLock.unlock();
    }
  }

  /** Caches an order; the one used least recently may go. */
  public void put(Order order) {
    putLock.lock();
    try {
      orders.put(order.id(), order);
    } finally {
      putLock.unlock();
    }
  }

  /** A copy, the order used least recently first. */
  public List<Order> list() {
    putLock.lock();
    try {
      return new ArrayList<>(orders.values());
    } finally {
      putLock.unlock();
    }
  }
}
