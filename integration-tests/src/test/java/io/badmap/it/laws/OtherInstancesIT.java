package io.badmap.it.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.detection.SemanticsTable;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Maps and lists that look into another one past its methods, where no hook would see a reader. */
class OtherInstancesIT {
  /** Each of them is hooked: see DetectionIT. */
  private static final Set<String> KNOWN =
      Set.of(
          "java/util/EnumMap.<init>(Ljava/util/EnumMap;)V",
          "java/util/EnumMap.<init>(Ljava/util/Map;)V",
          "java/util/EnumMap.putAll(Ljava/util/Map;)V",
          "java/util/EnumMap.equals(Ljava/util/EnumMap;)Z",
          "java/util/IdentityHashMap.equals(Ljava/lang/Object;)Z",
          "java/util/ArrayList.equalsArrayList(Ljava/util/ArrayList;)Z");

  private static final int NODES_COPIED = 27;
  private static final int ARRAY_COPIED = 26;

  /** A clone that nobody knows yet; which view of a map it has handed out. */
  private static final Set<String> HARMLESS =
      Set.of(
          "java/util/EnumMap.clone()Ljava/util/EnumMap;",
          "java/util/Hashtable.clone()Ljava/lang/Object;",
          "java/util/TreeMap.keySpliteratorFor(Ljava/util/NavigableMap;)Ljava/util/Spliterator;");

  @ParameterizedTest
  @MethodSource("io.badmap.it.Jdks#all")
  void oneMoreMethodReadsTheFieldsOfAnotherMapOrList(Jdk jdk) throws IOException {
    Set<String> roots =
        Stream.concat(SemanticsTable.roots().stream(), SemanticsTable.listWords().keySet().stream())
            .collect(Collectors.toSet());
    Set<String> reading = new TreeSet<>();
    for (ClassReader image : ImageClasses.of(jdk, "java/util")) {
      if (roots.contains(image.getClassName())) {
        scan(image, reading);
      }
    }
    reading.removeAll(HARMLESS);
    Set<String> known = new TreeSet<>(KNOWN);
    if (jdk.version().feature() >= NODES_COPIED) {
      known.add("java/util/HashMap.putHashMapEntries(Ljava/util/HashMap;Z)V");
    }
    if (jdk.version().feature() >= ARRAY_COPIED) {
      known.add("java/util/ArrayList.addAll(Ljava/util/Collection;)Z");
    }
    assertThat(reading).containsExactlyInAnyOrderElementsOf(known);
  }

  private static void scan(ClassReader image, Set<String> reading) {
    String className = image.getClassName();
    image.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            String method = className + '.' + name + descriptor;
            boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
            return new MethodVisitor(Opcodes.ASM9) {
              /** The local that was loaded last, whatever was done to it but casts. */
              private int loaded;

              @Override
              public void visitVarInsn(int opcode, int local) {
                loaded = isStatic ? local + 1 : local;
              }

              @Override
              public void visitFieldInsn(int opcode, String owner, String field, String type) {
                if (opcode == Opcodes.GETFIELD && owner.equals(className) && loaded != 0) {
                  reading.add(method);
                }
                loaded = 0;
              }

              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String called, String type, boolean isInterface) {
                loaded = 0;
              }

              @Override
              public void visitInsn(int opcode) {
                loaded = 0;
              }
            };
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }
}
