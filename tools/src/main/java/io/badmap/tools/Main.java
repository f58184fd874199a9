package io.badmap.tools;

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
