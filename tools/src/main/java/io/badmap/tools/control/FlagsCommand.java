package io.badmap.tools.control;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sets the mask of checks. */
@Command(
    name = "flags",
    description = "Sets which checks the agent of a running JVM makes, all bits at once.",
    footer = {
      "",
      "  0x01  concurrent map writes",
      "  0x02  concurrent map read and map write, and clone and write",
      "  0x04  concurrent map iteration and map write",
      "  0x08  growth of maps, traced with events=sampled or all",
      "  0x10  creation of maps, traced likewise",
      "  0x20  walks through damaged maps"
    })
public final class FlagsCommand extends ControlCommand {
  @Parameters(index = "1", paramLabel = "0xMASK", description = "the sum of the bits below")
  @SuppressWarnings("NullAway.Init")
  private String mask;

  @Override
  void run(Target target) throws Refusal {
    ask(target, "set", "flags=" + mask);
  }
}
