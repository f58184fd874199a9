package io.badmap.agent.config;

import io.badmap.agent.out.Stderr;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Follows the config file: reads it twice a second and brings what has changed into force.
 *
 * <p>Assumptions: the file is written in place, replaced by a rename, or reached through links that
 * are swapped, as those of a Kubernetes config map are; its time stamps may lie. So the content is
 * what counts, which for a file of this size costs less than a notification service.
 *
 * <p>Guarantees: each content is tried once; one that is broken, or that the validation hook
 * refuses, leaves what was in force before, and is counted and told in one line. Content that
 * changes while it is read is read again.
 *
 * <p>Progress: one daemon thread, {@code badmap-config}, which waits for the hook for three seconds
 * in all.
 */
public final class Follower implements Runnable {
  private static final long PERIOD_NANOS = 500_000_000L;
  private static final long SETTLING_NANOS = 20_000_000L;

  /** Longer than a hook and a webhook take. */
  private static final long PATIENCE_MILLIS = 10_000;

  private static final int SETTLING_READS = 10;

  private final ConfigFile file;
  private final Subject subject;
  private final Stderr stderr;
  private final AtomicLong applied = new AtomicLong(1);
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong rolledBack = new AtomicLong();
  private final AtomicLong rulesApplied = new AtomicLong();
  private volatile @Nullable String lastError;
  private volatile boolean stopped;
  private volatile @Nullable Thread thread;
  private Settings inForce;
  private byte @Nullable [] seen;
  private boolean missing;

  /** What settings act on. */
  public interface Subject {
    /**
     * Brings settings into force as one value, or leaves everything as it is.
     *
     * @return what came of it
     */
    Applied apply(Settings before, Settings now);

    /** The address that a path of the validation hook is below; {@code null} where none is. */
    @Nullable String base();

    /** Called twice a second, after the file was looked at. */
    void tick();
  }

  /**
   * What came of applying settings.
   *
   * @param rules how many rules came into force
   * @param restart options that need a restart
   * @param errors why nothing changed; empty where it did
   */
  public record Applied(int rules, List<String> restart, List<String> errors) {}

  /**
   * @param inForce what was read at start, and is in force
   */
  public Follower(ConfigFile file, Settings inForce, Subject subject, Stderr stderr) {
    this.file = file;
    this.inForce = inForce;
    this.subject = subject;
    this.stderr = stderr;
    rulesApplied.set(inForce.rules().size());
  }

  /** Begins to follow, on a daemon thread; again after {@link #stop}, whatever came of that. */
  public synchronized void start() {
    Thread before = thread;
    stopped = false;
    Thread started = new Thread(null, () -> runAfter(before), "badmap-config", 0, false);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** One that is still at work may go on, now that it is not to stop: only one follows. */
  private void runAfter(@Nullable Thread before) {
    try {
      if (before != null) {
        before.join();
      }
    } catch (InterruptedException e) {
      return;
    }
    run();
  }

  /**
   * Ends it, and waits for ten seconds at most; what is in force stays.
   *
   * @return false if it has not ended in time, and ends later
   */
  public synchronized boolean stop() throws InterruptedException {
    stopped = true;
    Thread running = thread;
    if (running != null) {
      LockSupport.unpark(running);
      running.join(PATIENCE_MILLIS);
    }
    return running == null || !running.isAlive();
  }

  /** The counts so far. */
  public ConfigStatus status() {
    return new ConfigStatus(
        file.path().toString(),
        applied.get(),
        failed.get(),
        rolledBack.get(),
        rulesApplied.get(),
        lastError);
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        look();
        subject.tick();
      } catch (RuntimeException | Error e) {
        fail("following the config file failed: " + e);
      }
      LockSupport.parkNanos(this, PERIOD_NANOS);
    }
  }

  /** Looks at the file once. */
  void look() {
    byte[] content;
    try {
      content = settled();
    } catch (IOException e) {
      if (!missing) {
        missing = true;
        fail(file.unreadable(e));
      }
      return;
    }
    missing = false;
    byte[] before = seen;
    seen = content;
    if (Arrays.equals(before, content)) {
      return;
    }
    ConfigFile.Read read = file.read(content);
    Settings next = read.settings();
    if (next == null) {
      fail(first(read.errors()));
    } else if (!next.equals(inForce)) {
      apply(next);
    }
  }

  /** The content once it stays the same for a moment: it may be half written. */
  private byte[] settled() throws IOException {
    byte[] content = file.bytes();
    if (Arrays.equals(content, seen)) {
      return content;
    }
    for (int i = 0; i < SETTLING_READS; i++) {
      LockSupport.parkNanos(this, SETTLING_NANOS);
      byte[] again = file.bytes();
      if (Arrays.equals(again, content)) {
        return content;
      }
      content = again;
    }
    return content;
  }

  private void apply(Settings next) {
    Settings before = inForce;
    Applied done = subject.apply(before, next);
    if (!done.errors().isEmpty()) {
      fail(first(done.errors()));
      return;
    }
    inForce = next;
    String refused = validate(next.observability().validationHook());
    if (refused != null) {
      subject.apply(next, before);
      inForce = before;
      rolledBack.incrementAndGet();
      lastError = refused;
      stderr.line("config change taken back: " + refused);
      return;
    }
    applied.incrementAndGet();
    rulesApplied.addAndGet(done.rules());
    stderr.line("config change in force: " + done.rules() + " rules" + note(done.restart()));
  }

  private static String note(List<String> restart) {
    return restart.isEmpty() ? "" : "; a restart is needed for " + String.join(", ", restart);
  }

  /** What the hook says against the settings; {@code null} for nothing. */
  private @Nullable String validate(@Nullable String hook) {
    if (hook == null) {
      return null;
    }
    String address = hook;
    if (hook.startsWith("/")) {
      String base = subject.base();
      if (base == null) {
        return "validation_hook "
            + hook
            + " is a path, and metrics=host:port is not set; valid: a whole address";
      }
      address = base + hook;
    }
    String problem = HttpCall.get(address);
    return problem == null ? null : "validation hook " + HttpCall.shown(address) + ": " + problem;
  }

  private void fail(String problem) {
    failed.incrementAndGet();
    lastError = problem;
    stderr.line("config file kept as it was: " + problem);
  }

  private static String first(List<String> errors) {
    String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    return errors.get(0) + more;
  }
}
