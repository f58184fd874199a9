package io.badmap.bench.service;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Customers that visit one service together, each on a thread of its own. They remember what they
 * did, so that one load can follow the other. For one thread.
 */
public final class Customers {
  private final List<Customer> customers = new ArrayList<>();

  /** So many customers of a service. */
  public Customers(URI shop, int count) {
    for (int i = 1; i <= count; i++) {
      customers.add(new Customer(shop, i));
    }
  }

  /** Visits by a fixed schedule of {@code rate} requests a second, whatever the answers take. */
  public Visits visit(int rate, Duration time) throws InterruptedException {
    return visit(start(rate), time);
  }

  /** Visits as fast as answers come. */
  public Visits visitAtFullRate(Duration time) throws InterruptedException {
    return visit(new Load(customers, 0), time);
  }

  /** Begins to visit by a fixed schedule. */
  public Load start(int rate) {
    return new Load(customers, TimeUnit.SECONDS.toNanos(1) * customers.size() / rate);
  }

  private static Visits visit(Load load, Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
    return load.stop();
  }

  /** A load that goes on until it is stopped. */
  public static final class Load {
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final LongAdder count = new LongAdder();
    private final List<Shift> shifts = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final long start = System.nanoTime();
    private volatile boolean isOver;

    private Load(List<Customer> customers, long period) {
      for (int i = 0; i < customers.size(); i++) {
        Shift shift = new Shift(customers.get(i), start + i * period / customers.size(), period);
        shifts.add(shift);
        Thread thread = new Thread(() -> work(shift), "customer-" + (i + 1));
        thread.setDaemon(true);
        threads.add(thread);
      }
      threads.forEach(Thread::start);
    }

    private void work(Shift shift) {
      while (!isOver) {
        try {
          shift.visit();
        } catch (IOException e) {
          wrong.add(e.toString());
        }
        count.increment();
      }
    }

    /** How many requests were sent so far. Thread-safe. */
    public long count() {
      return count.sum();
    }

    /** What was not answered so far, or wrongly. Thread-safe. */
    public List<String> wrong() {
      return List.copyOf(wrong);
    }

    /** Ends it when all answers have come. */
    public Visits stop() throws InterruptedException {
      isOver = true;
      for (Thread thread : threads) {
        thread.join();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Visits(
          shifts.stream().flatMapToLong(shift -> Arrays.stream(shift.due, 0, shift.size)).toArray(),
          shifts.stream()
              .flatMapToLong(shift -> Arrays.stream(shift.nanos, 0, shift.size))
              .toArray(),
          wrong(),
          seconds);
    }
  }

  /** One customer's part of a load, on one thread. */
  private static final class Shift {
    private final Customer customer;
    private final long period;
    private long next;
    private long[] due = new long[4096];
    private long[] nanos = new long[4096];
    private int size;

    Shift(Customer customer, long next, long period) {
      this.customer = customer;
      this.next = next;
      this.period = period;
    }

    void visit() throws IOException {
      long from = due();
      try {
        customer.visit();
      } finally {
        add(from, System.nanoTime() - from);
      }
    }

    /** Waits for the next request's time; one that is past is not waited for, but counts. */
    private long due() {
      if (period == 0) {
        return System.nanoTime();
      }
      for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      next += period;
      return next - period;
    }

    private void add(long from, long took) {
      if (size == due.length) {
        due = Arrays.copyOf(due, 2 * size);
        nanos = Arrays.copyOf(nanos, 2 * size);
      }
      due[size] = from;
      nanos[size++] = took;
    }
  }
}
