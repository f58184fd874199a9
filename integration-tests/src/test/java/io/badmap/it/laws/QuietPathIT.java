package io.badmap.it.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Law 4: the quiet path allocates nothing and calls no user code. */
class QuietPathIT {
  /** What tests maps uses maps: before the application, or for a status that was asked for. */
  private static final Set<String> MAP_USERS =
      Set.of(
          "io/badmap/guard/Presence",
          "io/badmap/guard/SelfTest",
          "io/badmap/guard/SelfTest$SlowKey",
          "io/badmap/atomicity/SelfTest");

  /** What waits, and what walks a stack, without a map of its own. */
  private static final Set<String> NO_MAPS =
      Set.of(
          "java/util/concurrent/locks/LockSupport",
          "java/util/Iterator",
          "java/util/stream/Stream");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anOperationAllocatesAndCallsKeysNoMoreThanWithoutTheAgent(Jdk jdk) {
    JvmRun guarded = Jvm.guarded(jdk, "").run(QuietPathMain.class);
    JvmRun plain = Jvm.plain(jdk).run(QuietPathMain.class);
    assertThat(guarded.exitCode()).as(guarded::told).isZero();
    assertThat(guarded.lines()).hasSize(6).isEqualTo(plain.lines());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anOperationAllocatesOrCallsKeysMoreWhereTheHuntIsOn(Jdk jdk) {
    JvmRun hunting = Jvm.guarded(jdk, "hunt=on").run(QuietPathMain.class);
    JvmRun plain = Jvm.plain(jdk).run(QuietPathMain.class);
    assertThat(hunting.exitCode()).as(hunting::told).isZero();
    assertThat(hunting.lines()).as(hunting::told).isEqualTo(plain.lines());
  }

  @Test
  void theGuardAndTheHuntHaveInvokedynamicOrUseACollection() throws IOException {
    Set<String> wrong = new TreeSet<>();
    int classes = 0;
    try (JarFile jar = new JarFile(Project.badmapJar().toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().matches("io/badmap/(guard|hunt|atomicity)/[^/]+\\.class")) {
          try (InputStream in = jar.getInputStream(entry)) {
            check(new ClassReader(in), wrong);
          }
          classes++;
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(classes).isGreaterThan(10);
  }

  private static void check(ClassReader guard, Set<String> wrong) {
    String className = guard.getClassName();
    guard.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitInvokeDynamicInsn(
                  String name, String type, Handle bootstrap, Object... arguments) {
                wrong.add(className + "." + method + " has an invokedynamic");
              }

              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String name, String type, boolean isInterface) {
                boolean harmless = NO_MAPS.contains(owner) || MAP_USERS.contains(className);
                if (owner.startsWith("java/util/") && !harmless) {
                  wrong.add(className + "." + method + " calls " + owner + "." + name);
                }
              }
            };
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }
}
