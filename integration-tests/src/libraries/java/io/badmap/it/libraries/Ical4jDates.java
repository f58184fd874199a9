package io.badmap.it.libraries;

import java.text.ParseException;
import java.util.concurrent.atomic.AtomicReference;
import net.fortuna.ical4j.model.DateTime;

/**
 * Threads parse dates, each its own. For each kind of date there is one static {@code WeakHashMap}
 * with a format for every thread that ever came, so a thread that begins writes to it.
 */
public final class Ical4jDates {
  private static final int THREADS = 20;
  private static final int FEW_DATES = 20;
  private static final int MANY_DATES = 2_000;

  private Ical4jDates() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, round -> thread -> thread == 0 ? parseInNewThreads() : parse(MANY_DATES));
  }

  private static int parse(int dates) throws ParseException {
    for (int i = 0; i < dates; i++) {
      new DateTime("20261122T180000Z");
    }
    return dates;
  }

  private static int parseInNewThreads() throws Exception {
    AtomicReference<Exception> failure = new AtomicReference<>();
    for (int i = 0; i < THREADS; i++) {
      Thread parser =
          new Thread(
              () -> {
                try {
                  parse(FEW_DATES);
                } catch (ParseException | RuntimeException e) {
                  failure.set(e);
                }
              });
      parser.setDaemon(true);
      parser.start();
      parser.join();
    }
    if (failure.get() != null) {
      throw failure.get();
    }
    return THREADS * FEW_DATES;
  }
}
