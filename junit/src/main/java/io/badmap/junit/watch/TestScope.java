package io.badmap.junit.watch;

import io.badmap.Scope;
import io.badmap.Side;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** One test, one class of tests, or one scenario inside a test, while it runs. Thread-safe. */
public final class TestScope extends Scope {
  /** What it is. */
  public enum Kind {
    /** A test, to which misuses are charged. */
    TEST,
    /** A container of tests: threads started in it work for whichever of its tests runs. */
    CLASS,
    /** A part of a test that accounts for its own misuses. */
    SCENARIO
  }

  /**
   * Which one it is.
   *
   * @param key unique among those that are open
   * @param name for people
   * @param className the test class, empty where there is none
   * @param methodName the test method, empty where there is none
   * @param kind what it is
   */
  public record Identity(String key, String name, String className, String methodName, Kind kind) {}

  private final Identity identity;
  private final long startMillis = System.currentTimeMillis();
  private final Queue<Incident> incidents = new ConcurrentLinkedQueue<>();
  private volatile Rules rules;
  private volatile boolean over;
  private @Nullable Scope before;

  TestScope(Identity identity, Rules rules) {
    this.identity = identity;
    this.rules = rules;
  }

  /** Which one it is. */
  public Identity identity() {
    return identity;
  }

  /** How it is watched. */
  public Rules rules() {
    return rules;
  }

  /** Watches it otherwise from now on. */
  public void rules(Rules rules) {
    this.rules = rules;
  }

  /** What it has been charged with so far. */
  public List<Incident> incidents() {
    return List.copyOf(incidents);
  }

  void add(Incident incident) {
    incidents.add(incident);
  }

  /** Puts the calling thread into it; the same thread calls {@link #leaveThread}. */
  void enterThread() {
    before = enter();
  }

  void leaveThread() {
    Scope.back(before);
  }

  void end() {
    over = true;
  }

  boolean wasOpenAt(long millis) {
    return !over && startMillis <= millis;
  }

  boolean hasEnded() {
    return over;
  }

  /** For the agent: its own option decides in what nobody watches. */
  @Override
  public boolean isOver() {
    return over || !rules.watched();
  }

  @Override
  public boolean stops(Side first, Side second) {
    Rules now = rules;
    return now.stopping() && !now.suppresses(first, second);
  }

  @Override
  public String toString() {
    return identity.name();
  }
}
