package io.badmap.tools.control;

import picocli.CommandLine.Command;

/** Lets the agent leave. */
@Command(
    name = "detach",
    description = "Takes the agent out of a running JVM: hooks, threads and class loader.")
public final class DetachCommand extends ControlCommand {
  @Override
  void run(Target target) throws Refusal {
    ask(target, "detach");
  }
}
