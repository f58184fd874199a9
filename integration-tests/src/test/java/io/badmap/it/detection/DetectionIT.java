package io.badmap.it.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every way into a map is met while another thread is inside a write. */
class DetectionIT {
  /**
   * Deserialization is nobody else's business until a key shows the map: see WritersMain. What
   * expunges is told, but not stopped: see ExpungeMain.
   */
  private static final Set<String> UNSEEN =
      Set.of(
          "java.util.HashMap.readObject",
          "java.util.TreeMap.readObject",
          "java.util.TreeMap.readTreeSet",
          "java.util.IdentityHashMap.readObject",
          "java.util.WeakHashMap.expungeStaleEntries");

  private static final String OPEN = "--add-opens=java.base/java.util=ALL-UNNAMED";

  @TestFactory
  Stream<DynamicNode> eachWayInIsMetWhileAPutIsUnderWay() {
    return Jdks.all().stream().map(jdk -> cases(jdk, WaysInMain.class));
  }

  @TestFactory
  Stream<DynamicNode> eachWriteIsSeenByWhoComesWhileItIsUnderWay() {
    return Jdks.all().stream().map(jdk -> cases(jdk, WritersMain.class));
  }

  @TestFactory
  Stream<DynamicNode> aLookThatExpungesIsToldAsTheWriteThatItIs() {
    return Jdks.all().stream().map(jdk -> cases(jdk, ExpungeMain.class));
  }

  @TestFactory
  Stream<DynamicNode> eachWayIntoAnEnumMapMeetsAWriter() {
    return Jdks.all().stream().map(jdk -> cases(jdk, RacesMain.class));
  }

  @TestFactory
  Stream<DynamicNode> whoLooksIntoAnArgumentMeetsAWriterOfIt() {
    return Jdks.all().stream().map(jdk -> cases(jdk, "watch=maps,lists", ArgumentsMain.class));
  }

  @TestFactory
  Stream<DynamicNode> whoIteratesAHashtableWithoutItsLockMeetsAWriter() {
    // Woven before the application begins, since an iterator alone fails where it meets a change.
    return Jdks.all().stream().map(jdk -> cases(jdk, "strict=true", TableMain.class));
  }

  private static DynamicNode cases(Jdk jdk, Class<?> main) {
    return cases(jdk, "", main);
  }

  private static DynamicNode cases(Jdk jdk, String options, Class<?> main) {
    JvmRun run = Jvm.guarded(jdk, options).with(OPEN).run(main);
    Stream<DynamicNode> ended =
        Stream.of(
            dynamicTest("ends", () -> assertThat(run.exitCode()).as(run::told).isZero()),
            dynamicTest("has cases", () -> assertThat(run.stdout()).contains("ok ")));
    Stream<DynamicNode> cases =
        run.lines().stream()
            .filter(line -> line.startsWith("ok ") || line.startsWith("WRONG "))
            .map(line -> dynamicTest(name(line), () -> assertThat(line).startsWith("ok ")));
    Stream<DynamicNode> hooks =
        main == WaysInMain.class
            ? Stream.of(dynamicTest("no hook is left out", () -> hooks(run, jdk)))
            : Stream.of();
    return DynamicContainer.dynamicContainer(
        jdk.toString(), Stream.of(ended, cases, hooks).flatMap(nodes -> nodes));
  }

  private static String name(String line) {
    return line.replaceFirst("^(ok|WRONG) ", "").replaceFirst(":.*", "");
  }

  /** Each hooked row of the agent's own table has spoken in some case. */
  private static void hooks(JvmRun run, Jdk jdk) {
    Set<String> hooked = new TreeSet<>(SemanticsTable.hooked(jdk.version().feature()));
    hooked.removeAll(UNSEEN);
    // Nobody can be held inside one: see RacesMain.
    hooked.removeIf(row -> row.startsWith("java.util.EnumMap"));
    // Its lock keeps everybody out but who steps: see TableMain.
    hooked.removeIf(row -> row.startsWith("java.util.Hashtable"));
    List<String> spoke =
        run.lines().stream()
            .filter(line -> line.startsWith("hook "))
            .map(line -> line.substring(5))
            .toList();
    assertThat(spoke).containsAll(hooked);
  }
}
