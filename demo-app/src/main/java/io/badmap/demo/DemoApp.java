package io.badmap.demo;

import io.badmap.demo.scenario.Scenario;
import io.badmap.demo.scenario.ScenarioRun;
import io.badmap.demo.scenario.Scenarios;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The command line of the demo: serves orders, loads itself, or runs a scenario. */
public final class DemoApp {
  private static final int DEFAULT_PORT = 8080;
  private static final int CLIENTS = 4;
  private static final Duration DEFAULT_SECONDS = Duration.ofSeconds(2);
  private static final int FAILED = 1;
  private static final int NOT_STARTED = 2;

  private final PrintStream out;
  private final PrintStream err;

  DemoApp(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs and ends the JVM; {@code --help} tells the options and exit codes. */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(new DemoApp(System.out, System.err).run(List.of(arguments)));
  }

  /** Does what the arguments ask and returns the exit code. */
  int run(List<String> arguments) throws InterruptedException {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (Options.Misunderstood e) {
      err.println("badmap-demo-app: " + e.getMessage());
      return NOT_STARTED;
    }
    return switch (options.mode()) {
      case HELP -> help();
      case LIST -> list();
      case SCENARIO -> scenario(options);
      case SERVE -> serve(options);
    };
  }

  private int help() {
    out.print(Options.USAGE);
    return 0;
  }

  private int list() {
    for (Scenario scenario : Scenarios.all()) {
      out.printf("%-20s %s%n", scenario.name(), scenario.description());
    }
    return 0;
  }

  private int scenario(Options options) throws InterruptedException {
    Scenario scenario = Scenarios.named(options.scenario().orElseThrow());
    return new ScenarioRun(scenario, options.seconds().orElse(DEFAULT_SECONDS), out).run();
  }

  private int serve(Options options) throws InterruptedException {
    int port = options.port().orElse(options.load().isPresent() ? 0 : DEFAULT_PORT);
    try (ShopServer shop = ShopServer.start(port, err)) {
      out.println("listening on " + shop.address());
      if (options.load().isPresent()) {
        return load(shop, options.load().get());
      }
      new CountDownLatch(1).await();
      return 0;
    } catch (IOException e) {
      err.println("badmap-demo-app: cannot serve on port " + port + ": " + e.getMessage());
      return NOT_STARTED;
    }
  }

  private int load(ShopServer shop, Duration time) throws InterruptedException, IOException {
    Load.Result result = new Load(new Client(shop.address()), CLIENTS, err).run(time);
    out.printf(
        "load: %d clients, %s s: %d requests served %s, %d failed; orders placed %d, kept %d%n",
        CLIENTS,
        time.toMillis() / 1000.0,
        result.requests(),
        result.served(),
        result.failed(),
        result.placed(),
        result.kept());
    return result.good() ? 0 : FAILED;
  }
}
