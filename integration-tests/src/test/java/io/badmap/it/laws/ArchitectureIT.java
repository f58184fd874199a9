package io.badmap.it.laws;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.badmap.it.Project;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which room may know which, in the class files of the build. */
class ArchitectureIT {
  private static final JavaClasses CORE = classesOf("core");
  private static final JavaClasses AGENT = classesOf("agent");
  private static final JavaClasses ALL = classesOf("core", "agent", "tools", "junit", "demo-app");

  /** Called by initialisers of classes alone, or once in the life of a JVM. */
  private static final Set<String> LOOKUPS =
      Set.of(
          "io.badmap.event.GoMapOperations.buckets",
          "io.badmap.event.GoMapOperations.level",
          "io.badmap.guard.Entries$Bins.<init>",
          "io.badmap.guard.GoMapGuard.watch",
          "io.badmap.guard.ListRoots.offset",
          "io.badmap.guard.Roots.size",
          "io.badmap.guard.Roots.word",
          "io.badmap.guard.Threads.findLocals");

  private static JavaClasses classesOf(String... modules) {
    return new ClassFileImporter()
        .importPaths(
            List.of(modules).stream()
                .map(module -> Project.file("../" + module + "/target/classes").normalize())
                .toList());
  }

  /** Law of the house: no dependency at all, so that it can live in the boot loader. */
  @Test
  void coreNeedsMoreThanTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "jdk..", "sun..", "org.jspecify.annotations..", "io.badmap..")
        .andShould()
        .onlyDependOnClassesThat(not(resideInAPackage("io.badmap.agent..")))
        .check(CORE);
  }

  @Test
  void aHookNeedsTheFlightRecorderThatMayBeMissing() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.badmap.event..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.jfr..")
        .check(CORE);
  }

  /** What lies in the boot loader finds nothing of the agent's own loader. */
  @Test
  void whatStartsTheAgentNeedsALibrary() {
    classes()
        .that()
        .resideInAnyPackage(
            "io.badmap.agent.bytecode",
            "io.badmap.agent.options",
            "io.badmap.agent.out",
            "io.badmap.agent.start",
            "io.badmap.agent.weave")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "jdk..",
            "sun..",
            "org.jspecify.annotations..",
            "io.badmap",
            "io.badmap.guard",
            "io.badmap.hunt",
            "io.badmap.event",
            "io.badmap.atomicity",
            "io.badmap.agent",
            "io.badmap.agent.bytecode",
            "io.badmap.agent.options",
            "io.badmap.agent.out",
            "io.badmap.agent.start",
            "io.badmap.agent.weave")
        .check(AGENT);
  }

  @ParameterizedTest
  @CsvSource({
    "org.snakeyaml.., io.badmap.agent.config.yaml",
    "net.bytebuddy.., io.badmap.agent.canary.weave|io.badmap.agent.gomap",
  })
  void aLibraryIsKnownOutsideOfItsRoom(String library, String rooms) {
    noClasses()
        .that()
        .resideOutsideOfPackages(rooms.split("\\|"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(AGENT);
  }

  @Test
  void roomsOfTheAgentStandInACircle() {
    slices().matching("io.badmap.agent.(*)..").should().beFreeOfCycles().check(AGENT);
  }

  @Test
  void roomsOfTheToolsStandInACircle() {
    slices().matching("io.badmap.tools.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void theToolsOrTheHarnessKnowTheAgentFromInside() {
    noClasses()
        .that()
        .resideInAnyPackage("io.badmap.tools..", "io.badmap.junit..", "io.badmap.demo..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.badmap.agent..", "io.badmap.guard.."))
        .check(ALL);
  }

  /**
   * {@code System.err} has a lock, and may be what the application made of it. Premain runs before
   * there is anything else to write to, and prints like Start what the user of a command line
   * reads.
   */
  @Test
  void somebodyWritesToTheApplicationsStreams() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.badmap.agent.Premain")
            .and()
            .doNotHaveFullyQualifiedName("io.badmap.agent.start.Start")
            .and()
            .resideOutsideOfPackage("io.badmap.collide")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
    rule.check(AGENT);
    rule.check(CORE);
  }

  /** A lookup by name takes sixty nanoseconds, and the JIT does not see through it. */
  @Test
  void aFieldIsLookedUpWhereAHookMayComeBy() {
    Set<String> places = new TreeSet<>();
    for (JavaClass type : CORE) {
      for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
        String caller = call.getOrigin().getName();
        if (call.getName().equals("objectFieldOffset") && !caller.equals("<clinit>")) {
          places.add(type.getName() + '.' + caller);
        }
      }
    }
    assertThat(places).isEqualTo(new TreeSet<>(LOOKUPS));
  }

  @Test
  void aNameSaysNothing() {
    noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?").check(ALL);
  }
}
