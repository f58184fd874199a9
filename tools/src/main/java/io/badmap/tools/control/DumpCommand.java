package io.badmap.tools.control;

import picocli.CommandLine.Command;

/** Prints the latest reports. */
@Command(
    name = "dump",
    description = "Prints the latest reports of a running JVM, and the maps in conflict right now.")
public final class DumpCommand extends ControlCommand {
  @Override
  void run(Target target) throws Refusal {
    ask(target, "dump");
  }
}
