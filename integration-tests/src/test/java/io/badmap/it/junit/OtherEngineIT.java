package io.badmap.it.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Artifacts;
import io.badmap.it.Compiler;
import io.badmap.it.Jdk;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of TestNG, which the JUnit platform runs through an engine of their own. */
class OtherEngineIT {
  private static final String TESTNG =
      "org.testng:testng:7.11.0 org.junit.support:testng-engine:1.1.0";
  private static final String RACES = "io.badmap.it.testng.TestNgRaces";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void whatHappensInATestOfAnotherEngineIsLost(Jdk jdk) throws Exception {
    List<Path> classPath = new ArrayList<>(Artifacts.classPath(TESTNG));
    Path classes = folder.resolve("classes");
    Compiler.compile(Project.file("src/testng/java"), RACES, classPath, classes);
    classPath.add(0, classes);
    JvmRun run =
        Harness.with(jdk, Harness.USUAL, folder)
            .with("-Dbadmap.watch=true")
            .andClassPath(classPath.toArray(new Path[0]))
            .run(LaunchMain.class, RACES);
    assertThat(run.stdout())
        .as(run.told())
        .contains("passed races", "passed rests")
        .contains("the run failed: concurrent map writes that no test has failed for; report: ");
    assertThat(Harness.report(folder, "report.txt"))
        .startsWith("1 misuse of a map in 2 tests")
        .contains("in TestNgRaces.races\n");
  }
}
