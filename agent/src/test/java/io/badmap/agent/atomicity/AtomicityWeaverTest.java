package io.badmap.agent.atomicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.badmap.agent.weave.UnknownShapeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Works on the class files of the JDK that runs the tests. */
class AtomicityWeaverTest {
  private static ClassNode original(String className) throws IOException {
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream(className.replace('.', '/') + ".class")) {
      ClassNode node = new ClassNode();
      new ClassReader(in).accept(node, 0);
      return node;
    }
  }

  private static byte[] bytes(ClassNode node) {
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    return writer.toByteArray();
  }

  private static ClassNode woven(String className) throws Exception {
    ClassNode node = new ClassNode();
    new ClassReader(AtomicityWeaver.weave(bytes(original(className)))).accept(node, 0);
    return node;
  }

  private static int calls(MethodNode method, String hook) {
    int calls = 0;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call
          && call.owner.equals("io/badmap/atomicity/CheckThenAct")
          && call.name.equals(hook)) {
        calls++;
      }
    }
    return calls;
  }

  @Test
  void everyRefusalOfARecursiveUpdateIsAnnounced() throws Exception {
    int refusals = 0;
    int announced = 0;
    for (MethodNode method : woven(AtomicityPoint.HASH).methods) {
      for (AbstractInsnNode insn : method.instructions) {
        refusals +=
            insn instanceof LdcInsnNode words && "Recursive update".equals(words.cst) ? 1 : 0;
      }
      announced += calls(method, "recursed");
    }
    assertThat(announced).isEqualTo(refusals).isGreaterThanOrEqualTo(9);
  }

  /**
   * What changes a mapping must make the thread forget what it saw, or its own change is foreign.
   */
  @Test
  void noMethodChangesAValueOfAHashMapPastTheHooks() throws Exception {
    Set<String> changing = new TreeSet<>();
    for (MethodNode method : woven(AtomicityPoint.HASH).methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof FieldInsnNode field
            && field.getOpcode() == Opcodes.PUTFIELD
            && field.name.equals("val")) {
          changing.add(method.name);
          assertThat(calls(method, "put") + calls(method, "wrote")).as(method.name).isPositive();
        }
      }
    }
    assertThat(changing).contains("putVal", "replaceNode", "merge");
  }

  @Test
  void noMethodChangesAValueOfASkipListPastTheHooks() throws Exception {
    Set<String> changing = new TreeSet<>();
    for (MethodNode method : woven(AtomicityPoint.SKIP_LIST).methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof FieldInsnNode field && field.name.equals("VAL")) {
          changing.add(method.name);
        }
      }
    }
    changing.remove("<clinit>");
    Set<String> hooked = new TreeSet<>();
    for (AtomicityPoint point : AtomicityPoint.ALL) {
      if (point.className().equals(AtomicityPoint.SKIP_LIST)) {
        hooked.add(point.method());
      }
    }
    assertThat(hooked).containsAll(changing);
    assertThat(changing).contains("doPut", "doRemove", "clear");
  }

  @Test
  void aClassWithoutAMethodOfTheTableIsRefusedByName() throws Exception {
    ClassNode node = original(AtomicityPoint.HASH);
    node.methods.stream()
        .filter(method -> method.name.equals("replaceNode"))
        .forEach(method -> method.name = "exchangeNode");
    assertThatThrownBy(() -> AtomicityWeaver.weave(bytes(node)))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessage("java.util.concurrent.ConcurrentHashMap.replaceNode is not there");
  }

  @Test
  void aMethodThatCallsItsFunctionOtherwiseIsRefused() throws Exception {
    ClassNode node = original(AtomicityPoint.SYNCHRONIZED);
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof MethodInsnNode call && call.name.equals("merge")) {
          call.name = "unite";
        }
      }
    }
    assertThatThrownBy(() -> AtomicityWeaver.weave(bytes(node)))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessage("java.util.Collections$SynchronizedMap.merge does not call merge");
  }
}
