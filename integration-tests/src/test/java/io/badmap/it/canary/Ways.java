package io.badmap.it.canary;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The ways in which a request hands work to another thread. Each pool has one thread only. */
final class Ways {
  static final List<String> ALL =
      List.of(
          "direct",
          "executor",
          "callable",
          "invokeAll",
          "scheduled",
          "forkjoin",
          "forkjoinCallable",
          "recursive",
          "parallel",
          "async",
          "asyncOn",
          "chained",
          "nested",
          "virtual");

  private static final ExecutorService POOL = Executors.newSingleThreadExecutor(Ways::daemon);
  private static final ExecutorService OTHER = Executors.newSingleThreadExecutor(Ways::daemon);
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(Ways::daemon);
  private static final ForkJoinPool FORK_JOIN = new ForkJoinPool(1);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Ways() {}

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  /** What the race did to the thread that the work ended up in. */
  static String go(String way) throws Exception {
    return switch (way) {
      case "direct" -> Race.run();
      case "executor" -> {
        CompletableFuture<String> done = new CompletableFuture<>();
        POOL.execute(() -> done.complete(Race.run()));
        yield done.get(60, TimeUnit.SECONDS);
      }
      case "callable" -> POOL.submit(Race::run).get(60, TimeUnit.SECONDS);
      case "invokeAll" -> POOL.invokeAll(List.<Callable<String>>of(Race::run)).get(0).get();
      case "scheduled" -> TIMER.schedule(Race::run, 1, TimeUnit.MILLISECONDS).get();
      case "forkjoin" -> {
        CompletableFuture<String> done = new CompletableFuture<>();
        FORK_JOIN.execute(() -> done.complete(Race.run()));
        yield done.get(60, TimeUnit.SECONDS);
      }
      case "forkjoinCallable" -> FORK_JOIN.submit((Callable<String>) Race::run).get();
      case "recursive" -> FORK_JOIN.submit(new Outer()).get();
      case "parallel" -> {
        List<String> all =
            FORK_JOIN
                .submit(() -> IntStream.range(0, 2).parallel().mapToObj(i -> Race.run()).toList())
                .get();
        yield all.get(0).equals(all.get(1)) ? all.get(0) : all.toString();
      }
      case "async" -> CompletableFuture.supplyAsync(Race::run).get();
      case "asyncOn" -> CompletableFuture.supplyAsync(Race::run, POOL).get();
      case "chained" ->
          CompletableFuture.supplyAsync(() -> "x", POOL)
              .thenApplyAsync(x -> Race.run(), OTHER)
              .get();
      case "nested" -> POOL.submit(() -> OTHER.submit(Race::run).get()).get();
      case "virtual" -> virtual();
      default -> throw new IllegalArgumentException(way);
    };
  }

  /** By reflection, since this is compiled for 17. */
  private static String virtual() throws Exception {
    if (Runtime.version().feature() < 21) return "none";
    ExecutorService executor =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try {
      return executor.submit(Race::run).get();
    } finally {
      executor.shutdown();
    }
  }

  private static final class Outer extends RecursiveTask<String> {
    private static final long serialVersionUID = 1L;

    @Override
    protected String compute() {
      ForkJoinTask<String> inner = ForkJoinTask.adapt(Race::run);
      inner.fork();
      return inner.join();
    }
  }

  /** Runs each way once with the header and once without, and prints what became of both. */
  static void visit(int port) throws Exception {
    for (String way : ALL) {
      String canary = get(port, "/" + way, "canary");
      String plain = get(port, "/" + way, null);
      String other = get(port, "/" + way, "baseline");
      System.out.println(way + ": " + canary + ", " + plain + ", " + other);
    }
  }

  static String get(int port, String path, String phase) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (phase != null) request.header("X-Badmap-Phase", phase);
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
