package io.badmap.it.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.testing.TestsForMapsInJavaUtil;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import junit.framework.TestCase;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.io.TempDir;
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

  /** Says which classes are changed, and when the program is loaded. */
  private static final String LOG = "-Xlog:redefine+class+load,class+load:file=";

  private static final String REDEFINED = "redefined name=";

  /** One class of each family. */
  private static final List<String> ROOTS =
      List.of(
          "java.util.HashMap",
          "java.util.TreeMap",
          "java.util.WeakHashMap",
          "java.util.IdentityHashMap",
          "java.util.EnumMap",
          "java.util.Hashtable");

  @TempDir Path folder;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aSuiteEndsOtherwiseThanOnThePlainJdk(Jdk jdk) throws IOException {
    compare(jdk, "maps", "", 14);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aSuiteOfWrappersEndsOtherwiseThanOnThePlainJdk(Jdk jdk) throws IOException {
    compare(jdk, "wrappers", ",atomicity=on,breakloops=true", 16);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aSuiteOfListsOrQueuesEndsOtherwiseThanOnThePlainJdk(Jdk jdk) throws IOException {
    compare(jdk, "lists", ",watch=maps,lists,queues", 5);
  }

  private void compare(Jdk jdk, String kind, String options, int suites) throws IOException {
    Path log = folder.resolve("woven.log");
    CompletableFuture<JvmRun> other =
        CompletableFuture.supplyAsync(() -> run(Jvm.plain(jdk), kind));
    JvmRun guarded = run(Jvm.guarded(jdk, "strict=true" + options).with(LOG + log), kind);
    JvmRun plain = other.join();
    assertThat(plain.exitCode()).as(plain::told).isZero();
    assertThat(guarded.lines()).isEqualTo(plain.lines());
    assertThat(guarded.stderr()).as(guarded::told).isEmpty();
    assertThat(guarded.lines()).filteredOn(line -> !line.startsWith(" ")).hasSize(suites);
    assertWovenBefore(GuavaSuitesMain.class.getName() + " source: ", Files.readAllLines(log));
  }

  /** Without {@code strict=true} all families but one are woven while the first suites run. */
  private static void assertWovenBefore(String main, List<String> log) {
    List<String> before = log.stream().takeWhile(line -> !line.contains(main)).toList();
    assertThat(before).hasSizeLessThan(log.size());
    for (String root : ROOTS) {
      assertThat(before).as(root).anyMatch(line -> line.contains(REDEFINED + root + ", "));
    }
    assertThat(log.subList(before.size(), log.size()))
        .noneMatch(line -> line.contains(REDEFINED + "java.util."));
  }

  private static JvmRun run(Jvm jvm, String kind) {
    Path[] jars = LIBRARIES.stream().map(GuavaSuitesIT::jar).toArray(Path[]::new);
    return jvm.andClassPath(jars).within(Duration.ofMinutes(5)).run(GuavaSuitesMain.class, kind);
  }

  private static Path jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
