package io.badmap.tools.control;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that goes to one JVM. Ends with 0, or 1 where that JVM cannot or will not. */
public abstract class ControlCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "PID|NAME",
      description = "the process id of a JVM, or a part of its name as jps -l shows it")
  @SuppressWarnings("NullAway.Init")
  private String jvm;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public final Integer call() throws InterruptedException {
    if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
      err()
          .println(
              "badmap: this Java, "
                  + System.getProperty("java.home")
                  + ", has no module jdk.attach; run this command with a whole JDK");
      return 1;
    }
    try {
      run(Target.of(jvm));
      out().flush();
      return 0;
    } catch (Refusal e) {
      err().println("badmap: " + e.getMessage());
      return 1;
    }
  }

  /** Does what the command is for. */
  abstract void run(Target target) throws Refusal, InterruptedException;

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Asks one thing, and prints the answer. */
  final void ask(Target target, String operation, String... arguments) throws Refusal {
    try (Connection connection = Connection.to(target)) {
      print(connection.ask(operation, arguments));
    }
  }

  final void print(String answer) {
    out().print(answer.endsWith("\n") ? answer : answer + System.lineSeparator());
  }
}
