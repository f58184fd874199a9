package io.badmap.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import io.badmap.it.faults.app.AttachSelf;
import io.badmap.it.faults.app.Collision;
import io.badmap.it.laws.ImageClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A JDK with a number that none has yet, and with a class that none has yet. */
class NewerJdkIT {
  private static final String NEWER = "99";
  private static final String MAP = "java/util/HashMap";
  private static final String PART = MAP + "$Newcomer";
  private static final String REFUSED =
      "badmap: not installed: this JDK is not known to it: java.util.HashMap$Newcomer is new and"
          + " uses modCount";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aNewClassOfAMapTakesATagForACount(Jdk jdk) throws IOException {
    renumber(jdk);
    addPart(jdk);
    Jvm plain = patched(Jvm.plain(jdk));
    Harm.oneLine(plain, patched(Jvm.guarded(jdk, "")), REFUSED, "", Collision.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anAgentThatIsAttachedDoesNotLookForNewClasses(Jdk jdk) throws IOException {
    renumber(jdk);
    addPart(jdk);
    Jvm jvm = patched(Jvm.plain(jdk)).attachable();
    JvmRun run = jvm.run(AttachSelf.class, Project.badmapJar().toString(), "");
    assertThat(Harm.ownLines(jvm.run(AttachSelf.class), run))
        .as(run.told())
        .filteredOn(line -> !line.contains("Sharing is only supported for boot loader classes"))
        .containsExactly(REFUSED);
  }

  private Jvm patched(Jvm jvm) {
    return jvm.with("--patch-module=java.base=" + folder);
  }

  private void renumber(Jdk jdk) throws IOException {
    String own = jdk.version().toString();
    List<String> places = new ArrayList<>();
    ClassReader versions = ImageClasses.one(jdk, "java/lang/VersionProps");
    ClassWriter writer = new ClassWriter(versions, 0);
    versions.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, thrown);
            return !name.equals("versionNumbers")
                ? method
                : new MethodVisitor(Opcodes.ASM9, method) {
                  @Override
                  public void visitLdcInsn(Object constant) {
                    if (constant.equals(own)) {
                      places.add(name);
                    }
                    super.visitLdcInsn(constant.equals(own) ? NEWER : constant);
                  }
                };
          }
        },
        0);
    write("java/lang/VersionProps", writer);
    assertThat(places).hasSize(1);
  }

  /** A nested class that reads the word. */
  private void addPart(Jdk jdk) throws IOException {
    ClassReader map = ImageClasses.one(jdk, MAP);
    ClassWriter grown = new ClassWriter(map, 0);
    map.accept(grown, 0);
    grown.visitNestMember(PART);
    grown.visitInnerClass(PART, MAP, "Newcomer", Opcodes.ACC_STATIC);
    write(MAP, grown);

    ClassWriter part = new ClassWriter(0);
    part.visit(Opcodes.V17, Opcodes.ACC_SUPER, PART, null, "java/lang/Object", null);
    part.visitNestHost(MAP);
    part.visitInnerClass(PART, MAP, "Newcomer", Opcodes.ACC_STATIC);
    MethodVisitor method =
        part.visitMethod(Opcodes.ACC_STATIC, "count", "(L" + MAP + ";)I", null, null);
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitFieldInsn(Opcodes.GETFIELD, MAP, "modCount", "I");
    method.visitInsn(Opcodes.IRETURN);
    method.visitMaxs(1, 1);
    method.visitEnd();
    part.visitEnd();
    write(PART, part);
  }

  private void write(String name, ClassWriter writer) throws IOException {
    Path file = folder.resolve(name + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, writer.toByteArray());
  }
}
