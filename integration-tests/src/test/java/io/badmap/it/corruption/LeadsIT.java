package io.badmap.it.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The last foreign write, as a lead of the exceptions that leave a map. */
class LeadsIT {
  private static final String OPEN = "--add-opens=java.base/java.util=ALL-UNNAMED";
  private static final String LEAD = ", badmap: a lead, not proof: thread \"foreign\" #";

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anExceptionLacksItsLeadOrBlamesAnInnocentThread(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "action=log").with(OPEN).run(Foreign.class);
    List<String> lines = run.lines();
    assertThat(lines).as(run.told()).hasSize(8);
    for (int i = 0; i < 3; i++) {
      assertThat(lines.get(i))
          .contains("iteration: ConcurrentModificationException" + LEAD)
          .contains(" changed this map ")
          .endsWith(" ms ago at lambda$meet$0");
    }
    assertThat(lines.get(3)).isEqualTo("own removal: ConcurrentModificationException");
    assertThat(lines.get(4)).startsWith("wrong cast: ClassCastException" + LEAD);
    assertThat(lines.get(5)).startsWith("short array: ArrayIndexOutOfBoundsException" + LEAD);
    assertThat(lines.get(6)).startsWith("missing entry: NullPointerException" + LEAD);
    assertThat(lines.get(7)).isEqualTo("explicit null: NullPointerException");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aLeadIsMoreThanTheTraceOfTheException(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "action=log").with(OPEN).run(Foreign.class);
    assertThat(run.stderr())
        .as(run.told())
        .contains(
            "\tSuppressed: java.lang.Throwable: badmap: a lead, not proof: thread \"foreign\"")
        .contains("java.lang.ClassCastException: class java.util.HashMap$Node cannot be cast to");
  }
}
