package io.badmap.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells what an agent did to a program, by running it with the agent and without. */
public final class Harm {
  private Harm() {}

  /** Fails unless both JVMs print the same and end alike; the agent may say nothing. */
  public static JvmRun none(Jvm plain, Jvm guarded, Class<?> main, String... arguments) {
    JvmRun run = guarded.run(main, arguments);
    assertThat(ownLines(plain.run(main, arguments), run)).as(run.told()).isEmpty();
    return run;
  }

  /** The same, where the agent must say one thing: a line that begins and ends so. */
  public static JvmRun oneLine(
      Jvm plain, Jvm guarded, String begin, String end, Class<?> main, String... arguments) {
    JvmRun run = guarded.run(main, arguments);
    assertThat(ownLines(plain.run(main, arguments), run))
        .as(run.told())
        .singleElement()
        .asString()
        .startsWith(begin)
        .endsWith(end);
    return run;
  }

  /**
   * What {@code guarded} has on its standard error beyond {@code plain}; fails where standard
   * output or exit code differ.
   */
  public static List<String> ownLines(JvmRun plain, JvmRun guarded) {
    assertThat(guarded.stdout()).as(guarded.told()).isEqualTo(plain.stdout());
    assertThat(guarded.exitCode()).as(guarded.told()).isEqualTo(plain.exitCode());
    List<String> lines = new ArrayList<>(guarded.stderr().lines().toList());
    plain.stderr().lines().forEach(lines::remove);
    return lines;
  }

  /** Fails unless the standard error has exactly these lines. */
  public static void said(JvmRun run, String... lines) {
    assertThat(run.stderr().lines().toList()).as(run.told()).isEqualTo(Arrays.asList(lines));
  }
}
