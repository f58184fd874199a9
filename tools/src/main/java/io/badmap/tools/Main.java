package io.badmap.tools;

import io.badmap.tools.control.AttachCommand;
import io.badmap.tools.control.DetachCommand;
import io.badmap.tools.control.DumpCommand;
import io.badmap.tools.control.FlagsCommand;
import io.badmap.tools.control.SetCommand;
import io.badmap.tools.control.StatusCommand;
import io.badmap.tools.control.TopCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** What {@code java -jar badmap.jar} runs. */
@Command(
    name = "badmap",
    description = "Concurrent misuse of maps: what led to it, and control of running agents.",
    synopsisHeading = "Usage: java -jar ",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    subcommands = {
      AnalyzeCommand.class,
      CollideCommand.class,
      ExtractCommand.class,
      AttachCommand.class,
      DetachCommand.class,
      StatusCommand.class,
      SetCommand.class,
      FlagsCommand.class,
      DumpCommand.class,
      TopCommand.class,
      HelpCommand.class
    })
public final class Main {
  private static final int USAGE = 64;

  private Main() {}

  /** Ends the JVM with 0, or 64 for a command line that is not understood. */
  public static void main(String[] args) {
    System.exit(commands().execute(args));
  }

  static CommandLine commands() {
    CommandLine commands = new CommandLine(new Main());
    commands.setCommandName("badmap.jar");
    // One line for a mistake, not the whole usage.
    commands.setParameterExceptionHandler(
        (problem, args) -> {
          CommandLine at = problem.getCommandLine();
          at.getErr().println("badmap: " + problem.getMessage());
          CommandLine.UnmatchedArgumentException.printSuggestions(problem, at.getErr());
          at.getErr().println("see: java -jar badmap.jar help");
          return USAGE;
        });
    return commands;
  }
}
