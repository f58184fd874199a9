package io.badmap.tools.control;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what the agent watches and has met. */
@Command(name = "status", description = "Says what the agent of a running JVM watches and has met.")
public final class StatusCommand extends ControlCommand {
  @Option(
      names = "--origin",
      description = "each option too, with its value and where that came from")
  private boolean origin;

  @Override
  void run(Target target) throws Refusal {
    ask(target, "status", Boolean.toString(origin));
  }
}
