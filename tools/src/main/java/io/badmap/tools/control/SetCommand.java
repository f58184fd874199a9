package io.badmap.tools.control;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes an option. */
@Command(name = "set", description = "Changes one option of the agent in a running JVM.")
public final class SetCommand extends ControlCommand {
  @Parameters(index = "1", paramLabel = "KEY=VALUE", description = "as in the agent's options")
  @SuppressWarnings("NullAway.Init")
  private String option;

  @Override
  void run(Target target) throws Refusal {
    ask(target, "set", option);
  }
}
