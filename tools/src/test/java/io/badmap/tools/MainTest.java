package io.badmap.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aMistakeTakesMoreThanTwoLinesToTell() {
    assertThat(run("colide")).isEqualTo(64);
    assertThat(err.toString()).contains("'colide'").contains("collide");
    assertThat(err.toString().lines().count()).isLessThanOrEqualTo(3);
  }

  @Test
  void helpLeavesACommandOut() {
    assertThat(run("help")).isZero();
    for (String command : Main.commands().getSubcommands().keySet()) {
      assertThat(out.toString()).contains(command);
    }
  }

  private int run(String... args) {
    CommandLine commands = Main.commands();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(args);
  }
}
