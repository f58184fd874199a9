package io.badmap.demo.scenario;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;

/**
 * Runs one scenario for a bounded time: all workers start together and end with the first error. It
 * comes back even where a worker does not, for a damaged map can hold a thread for ever.
 */
public final class ScenarioRun {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Scenario scenario;
  private final Duration time;
  private final PrintStream out;

  /** A run of {@code scenario} for at most {@code time}. */
  public ScenarioRun(Scenario scenario, Duration time, PrintStream out) {
    this.scenario = scenario;
    this.time = time;
    this.out = out;
  }

  /** Runs it and prints two lines; 1 if an error stopped it, else 0. */
  public int run() throws InterruptedException {
    String name = scenario.name();
    out.printf("%s: %s; up to %s s%n", name, scenario.description(), time.toMillis() / 1000.0);
    Ending ending = new Ending();
    List<Worker> workers = start(ending);
    Optional<Throwable> error = ending.await(time);
    List<Worker> stuck = join(workers);
    if (error.isPresent()) {
      out.printf("%s: stopped by %s%n", name, firstLine(error.get()));
      return 1;
    }
    long operations = workers.stream().mapToLong(Worker::turns).sum();
    out.printf("%s: ended without an error; %d operations done%s%n", name, operations, told(stuck));
    return 0;
  }

  private List<Worker> start(Ending ending) {
    List<Scenario.Step> steps = scenario.workers();
    CyclicBarrier together = new CyclicBarrier(steps.size());
    List<Worker> workers = new ArrayList<>();
    for (Scenario.Step step : steps) {
      workers.add(new Worker(workers.size() + 1, step, together, ending));
    }
    workers.forEach(Thread::start);
    return workers;
  }

  /** Gives all workers together a second to end; returns those that did not. */
  private static List<Worker> join(List<Worker> workers) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Worker worker : workers) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      worker.join(Math.max(1, left));
    }
    return workers.stream().filter(Thread::isAlive).toList();
  }

  private static String told(List<Worker> stuck) {
    StringBuilder told = new StringBuilder();
    for (Worker worker : stuck) {
      StackTraceElement[] stack = worker.getStackTrace();
      String place = stack.length == 0 ? "its end" : stack[0].toString();
      told.append("; ")
          .append(worker.getName())
          .append(" never came back, it is at ")
          .append(place);
    }
    return told.toString();
  }

  private static String firstLine(Throwable error) {
    return error.toString().lines().findFirst().orElse(error.getClass().getName());
  }
}
