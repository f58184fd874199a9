package io.badmap.agent.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Works on the class files of the JDK that runs the tests, with ASM as the witness. */
class ClassNodeTest {
  /**
   * {@code java.util.regex} has what the maps do not: switches, and frames before a {@code new}.
   */
  static Stream<Path> classFiles() throws IOException {
    Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
    return Stream.of("java/util", "java/util/regex")
        .flatMap(folder -> entries(base.resolve(folder)))
        .filter(file -> file.toString().endsWith(".class"));
  }

  private static Stream<Path> entries(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("classFiles")
  void aClassThatWasOnlyLookedAtChanges(Path file) throws IOException {
    byte[] original = Files.readAllBytes(file);
    ClassNode node = new ClassNode(original);
    for (MethodNode method : node.methods) {
      assertThat(method.instructions.toArray()).doesNotContainNull();
    }
    assertThat(node.toBytes()).isEqualTo(original);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("classFiles")
  void anInsertedInstructionMovesAnythingToWhereAsmDoesNot(Path file) throws IOException {
    byte[] original = Files.readAllBytes(file);
    ClassNode node = new ClassNode(original);
    for (MethodNode method : node.methods) {
      AbstractInsnNode[] insns = method.instructions.toArray();
      for (AbstractInsnNode insn : insns) {
        if (insn.getOpcode() == Opcodes.GETFIELD || insn.getOpcode() == Opcodes.ARETURN) {
          method.instructions.insertBefore(insn, new InsnNode(Opcodes.NOP));
        }
      }
      if (insns.length > 0) {
        InsnList start = new InsnList();
        start.add(new InsnNode(Opcodes.NOP));
        method.instructions.insert(start);
      }
    }
    assertThat(Listing.of(node.toBytes())).isEqualTo(Listing.of(withAsm(original)));
  }

  private static byte[] withAsm(byte[] original) {
    org.objectweb.asm.tree.ClassNode node = new org.objectweb.asm.tree.ClassNode();
    new ClassReader(original).accept(node, ClassReader.EXPAND_FRAMES);
    for (org.objectweb.asm.tree.MethodNode method : node.methods) {
      for (org.objectweb.asm.tree.AbstractInsnNode insn : method.instructions.toArray()) {
        if (insn.getOpcode() == Opcodes.GETFIELD || insn.getOpcode() == Opcodes.ARETURN) {
          method.instructions.insertBefore(insn, new org.objectweb.asm.tree.InsnNode(Opcodes.NOP));
        }
      }
      if (method.instructions.size() > 0) {
        method.instructions.insert(new org.objectweb.asm.tree.InsnNode(Opcodes.NOP));
      }
    }
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    return writer.toByteArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("classFiles")
  void anAccessToAFieldIsOverlooked(Path file) throws IOException {
    for (MethodNode method : new ClassNode(Files.readAllBytes(file)).methods) {
      boolean accesses =
          List.of(method.instructions.toArray()).stream()
              .anyMatch(
                  insn ->
                      insn instanceof FieldInsnNode field
                          && field.name.equals("modCount")
                          && field.getOpcode() != Opcodes.GETSTATIC
                          && field.getOpcode() != Opcodes.PUTSTATIC);
      assertThat(method.mayAccess("modCount") || !accesses).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("classFiles")
  void anAddedAnnotationPutsOutAnother(Path file) throws IOException {
    byte[] original = Files.readAllBytes(file);
    ClassNode node = new ClassNode(original);
    for (MethodNode method : node.methods) {
      method.annotate("La/Mark;");
    }
    List<org.objectweb.asm.tree.MethodNode> before = methods(original);
    List<org.objectweb.asm.tree.MethodNode> after = methods(node.toBytes());
    for (int i = 0; i < before.size(); i++) {
      List<String> expected = annotations(before.get(i));
      expected.add(0, "La/Mark;");
      assertThat(annotations(after.get(i))).isEqualTo(expected);
      assertThat(after.get(i).instructions.size()).isEqualTo(before.get(i).instructions.size());
    }
  }

  private static List<org.objectweb.asm.tree.MethodNode> methods(byte[] classFile) {
    org.objectweb.asm.tree.ClassNode node = new org.objectweb.asm.tree.ClassNode();
    new ClassReader(classFile).accept(node, 0);
    return node.methods;
  }

  private static List<String> annotations(org.objectweb.asm.tree.MethodNode method) {
    List<String> types = new ArrayList<>();
    if (method.visibleAnnotations != null) {
      method.visibleAnnotations.forEach(annotation -> types.add(annotation.desc));
    }
    return types;
  }
}
