package io.badmap.it.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.testing.TestsForMapsInJavaUtil;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import junit.framework.TestCase;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 1: the collections behave as those of the plain JDK, by somebody else's tests. */
class GuavaSuitesIT {
  private static final List<Class<?>> LIBRARIES =
      List.of(
          TestsForMapsInJavaUtil.class,
          ImmutableList.class,
          InternalFutureFailureAccess.class,
          TestCase.class,
          NullMarked.class);

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aSuiteEndsOtherwiseThanOnThePlainJdk(Jdk jdk) {
    JvmRun plain = run(Jvm.plain(jdk));
    JvmRun guarded = run(Jvm.guarded(jdk, ""));
    assertThat(plain.exitCode()).as(plain::told).isZero();
    assertThat(guarded.lines()).isEqualTo(plain.lines());
    assertThat(guarded.stderr()).as(guarded::told).isEmpty();
    assertThat(guarded.lines()).filteredOn(line -> !line.startsWith(" ")).hasSize(10);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aSuiteOfListsOrQueuesEndsOtherwiseThanOnThePlainJdk(Jdk jdk) {
    JvmRun plain = run(Jvm.plain(jdk), "lists");
    JvmRun guarded = run(Jvm.guarded(jdk, "watch=maps,lists,queues"), "lists");
    assertThat(plain.exitCode()).as(plain::told).isZero();
    assertThat(guarded.lines()).isEqualTo(plain.lines());
    assertThat(guarded.stderr()).as(guarded::told).isEmpty();
    assertThat(guarded.lines()).filteredOn(line -> !line.startsWith(" ")).hasSize(5);
  }

  private static JvmRun run(Jvm jvm, String... arguments) {
    Path[] jars = LIBRARIES.stream().map(GuavaSuitesIT::jar).toArray(Path[]::new);
    return jvm.andClassPath(jars)
        .within(Duration.ofMinutes(5))
        .run(GuavaSuitesMain.class, arguments);
  }

  private static Path jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
