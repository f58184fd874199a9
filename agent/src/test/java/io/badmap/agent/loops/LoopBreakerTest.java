package io.badmap.agent.loops;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.agent.weave.Family;
import io.badmap.agent.weave.Weaver;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Works on the class files of the JDK that runs the tests. */
class LoopBreakerTest {
  private static final int FEATURE = Runtime.version().feature();
  private static final String MAPS = "(HashMap|LinkedHashMap|TreeMap|WeakHashMap|IdentityHashMap)";
  private static final Set<String> LINKS =
      Set.of("next", "before", "after", "left", "right", "parent");

  private static byte[] original(String className) throws IOException {
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream(className.replace('.', '/') + ".class")) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static ClassNode parsed(byte[] bytes) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
    return node;
  }

  private static List<String> mapClasses() throws IOException {
    Path folder =
        FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java/util");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(MAPS + "(\\$.*)?\\.class"))
          .map(name -> "java.util." + name.substring(0, name.length() - ".class".length()))
          .sorted()
          .toList();
    }
  }

  @Test
  void aLoopThatFollowsLinksOrProbesIsNotCounted() throws IOException {
    Set<String> uncounted = new TreeSet<>();
    for (String className : mapClasses()) {
      ClassNode node = parsed(original(className));
      for (MethodNode method : node.methods) {
        List<NaturalLoop> all = NaturalLoop.of(method);
        List<NaturalLoop> counted = WalkLoop.of(method).stream().map(WalkLoop::loop).toList();
        for (NaturalLoop loop : all) {
          boolean walks = loop.own(method, all).stream().anyMatch(LoopBreakerTest::follows);
          if (walks && counted.stream().noneMatch(known -> known.head() == loop.head())) {
            uncounted.add(className + "." + method.name);
          } else if (walks) {
            assertThat(LoopBreaker.CLASSES).contains(className);
          }
        }
      }
    }
    // The first goes over the table; the others go on only past entries whose keys are gone.
    assertThat(uncounted)
        .containsExactly(
            "java.util.HashMap.resize",
            "java.util.WeakHashMap$EntrySpliterator.tryAdvance",
            "java.util.WeakHashMap$HashIterator.hasNext",
            "java.util.WeakHashMap$KeySpliterator.tryAdvance",
            "java.util.WeakHashMap$ValueSpliterator.tryAdvance");
  }

  private static boolean follows(AbstractInsnNode insn) {
    return insn instanceof FieldInsnNode field
            && field.getOpcode() == Opcodes.GETFIELD
            && LINKS.contains(field.name)
        || insn instanceof MethodInsnNode call
            && Set.of("nextKeyIndex", "successor", "predecessor").contains(call.name);
  }

  @Test
  void theMethodsThatTheJitInlinesOnlyJustGrowBeyondItsLimit() throws Exception {
    byte[] woven =
        Weaver.weave(Family.HASH, original("java.util.HashMap"), FEATURE, List.of(), new int[1]);
    Map<String, Integer> sizes = new TreeMap<>();
    for (MethodNode method : parsed(LoopBreaker.rewrite(woven)).methods) {
      if (Set.of("putVal", "removeNode", "getNode").contains(method.name)) {
        sizes.put(method.name, size(method));
      }
    }
    assertThat(sizes).hasSize(3).allSatisfy((name, size) -> assertThat(size).isBetween(40, 325));
  }

  /** The length of its code in bytes. */
  private static int size(MethodNode method) {
    LabelNode end = new LabelNode();
    method.instructions.add(end);
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, 0, "Map", null, "java/lang/Object", null);
    method.accept(writer.visitMethod(method.access, "m", method.desc, null, null));
    return end.getLabel().getOffset();
  }
}
