package io.badmap.it.laws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** What {@link SilenceMain} does with other maps, for those whose methods lock by themselves. */
final class Tables {
  private static final int THREADS = 4;
  private static final int ROUNDS = 2_000;

  private Tables() {}

  private interface Body {
    void run(int thread, int round) throws Exception;
  }

  /** Overrides as users do. */
  private static class UserTable extends Hashtable<Object, Integer> {
    @Serial private static final long serialVersionUID = 1L;

    private int grown;

    @Override
    public synchronized Integer put(Object key, Integer value) {
      return super.put(key, value);
    }

    @Override
    protected void rehash() {
      grown++;
      super.rehash();
    }
  }

  static void all() throws Exception {
    lockedByItself(new Hashtable<>());
    lockedByItself(new UserTable());
    valuesOnly(new Hashtable<>());
    valuesOnly(new UserTable());
    removedByTheOnlyOneWhoSteps();
    nothingWritten();
    nested();
    properties();
    System.out.println("tables end");
  }

  private static void threads(Body body) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<Throwable> thrown = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  for (int round = 0; round < ROUNDS; round++) {
                    body.run(number, round);
                  }
                } catch (Throwable e) {
                  synchronized (thrown) {
                    thrown.add(e);
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    for (Throwable e : thrown) {
      throw new AssertionError("a thread was disturbed", e);
    }
  }

  private static <T extends Hashtable<Object, Integer>> T filled(T table) {
    for (int i = 0; i < 64; i++) {
      table.put(i, i);
    }
    return table;
  }

  /** Writers take the lock by the methods that they call, and who iterates takes it around that. */
  private static void lockedByItself(Hashtable<Object, Integer> given) throws Exception {
    Hashtable<Object, Integer> table = filled(given);
    threads(
        (thread, round) -> {
          switch ((thread + round) % 6) {
            case 0 -> change(table, round);
            case 1 -> {
              synchronized (table) {
                step(table);
              }
            }
            case 2 -> {
              table.toString();
              table.equals(new HashMap<>(Map.of(1, 2)));
              table.forEach((key, value) -> {});
              table.values().toArray();
            }
            case 3 -> ((Map<?, ?>) table.clone()).size();
            case 4 -> table.keySet().removeIf(key -> (Integer) key > 1_000);
            default -> change(table, -round);
          }
          if (round % 200 == 0) {
            table.clear();
            read(written(table));
          }
        });
    System.out.println("tables locked by themselves");
  }

  private static void change(Hashtable<Object, Integer> table, int round) {
    int key = round & 127;
    table.put(key, round);
    table.putIfAbsent(key + 1, round);
    table.merge(key, 1, (old, one) -> (old & 1) == 0 ? null : old + one);
    table.computeIfAbsent(key + 2, absent -> round);
    table.compute(key + 3, (any, old) -> old == null ? (Integer) round : null);
    table.computeIfPresent(key + 2, (present, old) -> null);
    table.putAll(Map.of(key + 4, round, key + 200, round));
    table.remove(key + 200);
    table.remove(key, round);
    table.keySet().remove(key + 4);
    table.values().remove(round);
    table.entrySet().remove(Map.entry(key, round));
    table.entrySet().removeIf(entry -> entry.getValue() == 13);
  }

  private static int step(Hashtable<Object, Integer> table) {
    int sum = 0;
    for (Iterator<Map.Entry<Object, Integer>> all = table.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Object, Integer> entry = all.next();
      sum += entry.getValue();
      if (sum % 7 == 0) {
        all.remove();
      }
    }
    for (Enumeration<Integer> all = table.elements(); all.hasMoreElements(); ) {
      sum += all.nextElement();
    }
    return sum + table.keySet().stream().mapToInt(key -> (Integer) key).sum();
  }

  /** A value may be replaced while another thread iterates, by the lock that the method takes. */
  private static void valuesOnly(Hashtable<Object, Integer> given) throws InterruptedException {
    Hashtable<Object, Integer> table = filled(given);
    threads(
        (thread, round) -> {
          if (thread == 0) {
            table.put(round & 63, round);
            table.replace(round & 63, round + 1);
            table.replace(round & 63, round + 1, round);
            table.merge(round & 63, 1, Integer::sum);
            table.compute(round & 63, (key, old) -> old + 1);
            table.computeIfPresent(round & 63, (key, old) -> old - 1);
            table.computeIfAbsent("none", absent -> null);
            table.compute("none", (absent, old) -> null);
            table.putIfAbsent(round & 63, -1);
            table.remove("none");
            table.remove(round & 63, -2);
            table.keySet().remove("none");
            table.entrySet().remove(Map.entry("none", 1));
            table.keySet().removeIf(key -> false);
            table.putAll(Map.of(round & 63, 5));
            table.replaceAll((key, old) -> old & 31);
          } else if (thread == 1) {
            table.entrySet().iterator().next().setValue(round);
          } else {
            walk(table);
          }
        });
    System.out.println("tables of other values " + table.size());
  }

  private static int walk(Hashtable<Object, Integer> table) {
    int sum = 0;
    for (int value : table.values()) {
      sum += value;
    }
    for (Enumeration<Object> all = table.keys(); all.hasMoreElements(); ) {
      sum += all.nextElement().hashCode();
    }
    return sum
        + Collections.list(table.elements()).size()
        + new HashMap<>(table).size()
        + (int) table.keySet().parallelStream().count();
  }

  /** A tag that its iterator set too early, or gave back too late, meets who has the lock then. */
  private static void removedByTheOnlyOneWhoSteps() throws InterruptedException {
    Hashtable<Object, Integer> table = filled(new Hashtable<>());
    threads(
        (thread, round) -> {
          for (int key = 0; key < 64; key++) {
            if (thread == 0) {
              removeFirst(table, round);
            } else {
              table.replace(key, round);
              table.computeIfPresent(key, (same, old) -> old);
              table.remove("none");
              table.clone();
            }
          }
        });
    System.out.println("tables removed from " + table.size());
  }

  private static void removeFirst(Hashtable<Object, Integer> table, int value) {
    Iterator<Object> all = table.keySet().iterator();
    Object first = all.next();
    all.remove();
    table.put(first, value);
  }

  private static void nothingWritten() throws InterruptedException {
    Hashtable<Object, Integer> table = filled(new Hashtable<>());
    Hashtable<Object, Integer> empty = new Hashtable<>();
    threads(
        (thread, round) -> {
          walk(table);
          walk(empty);
          empty.clear();
          empty.keySet().clear();
        });
    System.out.println("tables left alone " + table.size());
  }

  /** One thread iterates inside its own write. */
  private static void nested() {
    Hashtable<Object, Integer> table = new Hashtable<>(1, 1);
    int[] steps = new int[1];
    for (int i = 0; i < 20; i++) {
      int number = i;
      Object key =
          new Object() {
            @Override
            public int hashCode() {
              for (Object each : table.keySet()) {
                steps[0] += each == null ? 0 : 1;
              }
              return number;
            }
          };
      table.put(key, i);
      table.merge("same" + i, 1, (old, one) -> walk(table));
      table.merge("same" + i, 1, (old, one) -> walk(table));
    }
    System.out.println("tables nested " + table.size() + " " + steps[0]);
  }

  private static void properties() throws Exception {
    Properties shared = new Properties();
    threads(
        (thread, round) -> {
          shared.setProperty("key" + (round & 63) + thread, "value");
          shared.remove("key" + (round + 7 & 63) + thread);
          for (Enumeration<?> all = shared.propertyNames(); all.hasMoreElements(); ) {
            all.nextElement();
          }
          for (Object key : shared.keySet()) {
            shared.get(key);
          }
          if (round % 100 == 0) {
            shared.clone();
            shared.store(new ByteArrayOutputStream(), "");
            read(written(shared));
          }
        });
    System.out.println("properties");
  }

  private static byte[] written(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }
}
