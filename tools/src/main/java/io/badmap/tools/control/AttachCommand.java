package io.badmap.tools.control;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts the agent into a running JVM. */
@Command(name = "attach", description = "Puts the agent into a running JVM of this user.")
public final class AttachCommand extends ControlCommand {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OPTIONS",
      description = "key=value,key=value, as after -javaagent:badmap.jar=")
  private @Nullable String options;

  @Override
  void run(Target target) throws Refusal {
    String given = options == null ? "" : options;
    String problem = problem(given);
    if (problem != null) {
      throw new Refusal(problem, "nothing is attached");
    }
    VirtualMachine machine = target.attach();
    try {
      target.load(machine, given);
    } finally {
      try {
        machine.detach();
      } catch (IOException e) {
        // It has closed the socket itself.
      }
    }
    ask(target, "status", "false");
  }

  /**
   * The first thing that is wrong with the options; {@code null} for nothing. The parser lies in
   * badmap.jar, which is put together after this.
   */
  private static @Nullable String problem(String options) {
    try {
      Object parsed =
          Class.forName("io.badmap.agent.options.OptionParser")
              .getMethod("parse", String.class, Map.class)
              .invoke(null, options, Map.of());
      List<?> errors = (List<?>) parsed.getClass().getMethod("errors").invoke(parsed);
      if (errors.isEmpty()) {
        return null;
      }
      Object first = errors.get(0);
      return String.valueOf(first.getClass().getMethod("line").invoke(first));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("badmap.jar is not whole", e);
    }
  }
}
