package io.badmap.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Works on the class files of the JDK that runs the tests. */
class ListWeaverTest {
  private static final int FEATURE = Runtime.version().feature();
  private static final String GUARD = "io/badmap/guard/ListGuard";

  private static byte[] original(String className) throws IOException {
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream(className.replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }

  private static ClassNode woven(Family family, byte[] original) throws UnknownShapeException {
    ClassNode node = new ClassNode();
    new ClassReader(Weaver.weave(family, original, FEATURE, List.of(), new int[1])).accept(node, 0);
    return node;
  }

  private static byte[] renamed(String className, String method, String newName)
      throws IOException {
    ClassNode node = new ClassNode();
    new ClassReader(original(className)).accept(node, 0);
    node.methods.stream()
        .filter(candidate -> candidate.name.equals(method))
        .forEach(candidate -> candidate.name = newName);
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    return writer.toByteArray();
  }

  @Test
  void theJdkReadsOrWritesASizeThatMayBearATag() throws Exception {
    List<String> past = new ArrayList<>();
    for (Family family : ListFamilies.ALL) {
      for (String className : family.classes()) {
        for (MethodNode method : woven(family, original(className)).methods) {
          for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof FieldInsnNode field
                && field.name.equals(family.word())
                && family.roots().contains(field.owner)) {
              past.add(className + "." + method.name);
            }
          }
        }
      }
    }
    // What clear asks first is whether the word is 0.
    assertThat(new TreeSet<>(past))
        .containsExactly(
            "java.util.ArrayList.clear",
            "java.util.LinkedList.clear",
            "java.util.PriorityQueue.clear");
  }

  @Test
  void anAnnouncedChangeStandsInAMethodThatLeavesTheTagStanding() throws Exception {
    ClassNode linked = woven(ListFamilies.LINKED_LIST, original("java.util.LinkedList"));
    for (MethodNode method : linked.methods) {
      boolean delegates =
          method.desc.equals("(Ljava/util/Collection;)Z") && method.name.equals("addAll")
              || method.desc.equals("()Ljava/lang/Object;") && method.name.equals("remove");
      if (delegates && (method.access & Opcodes.ACC_BRIDGE) == 0) {
        assertThat(calls(method)).as(method.name + method.desc).isSubsetOf("count");
      }
    }
  }

  private static List<String> calls(MethodNode method) {
    List<String> calls = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call && call.owner.equals(GUARD)) {
        calls.add(call.name);
      }
    }
    return calls;
  }

  @Test
  void aListThatRemovesInAnotherWayIsWoven() throws IOException {
    byte[] unknown = renamed("java.util.ArrayList", "fastRemove", "cut");
    assertThatThrownBy(() -> woven(ListFamilies.ARRAY_LIST, unknown))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessageContaining("java.util.ArrayList: ")
        .hasMessageContaining(" places of change found, ");
  }

  @Test
  void aListThatIsComparedInAnotherWayIsWoven() throws IOException {
    byte[] unknown = renamed("java.util.ArrayList", "equalsArrayList", "equalsList");
    assertThatThrownBy(() -> woven(ListFamilies.ARRAY_LIST, unknown))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessage("java.util.ArrayList does not look into its arguments as expected");
  }

  @Test
  void aListIsComparedWithAnotherThatNobodySeesItRead() throws Exception {
    ClassNode list = woven(ListFamilies.ARRAY_LIST, original("java.util.ArrayList"));
    for (MethodNode method : list.methods) {
      if (method.name.equals("equalsArrayList")) {
        assertThat(calls(method)).containsOnlyOnce("enterArgument", "exitArgument");
      } else {
        assertThat(calls(method)).doesNotContain("enterArgument", "exitArgument");
      }
    }
  }

  @Test
  void aDequeWithoutAMethodOfTheTableIsWoven() throws IOException {
    byte[] unknown = renamed("java.util.ArrayDeque", "peekLast", "lookLast");
    assertThatThrownBy(() -> woven(ListFamilies.ARRAY_DEQUE, unknown))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessageContaining("java.util.ArrayDeque has no method peekLast");
  }

  @Test
  void aRowIsOfNoListOrIsMissingFromTheFamilies() {
    for (Row row : ListRows.rows()) {
      assertThat(row.className())
          .matches("java\\.util\\.(ArrayList|LinkedList|ArrayDeque|PriorityQueue)(\\$\\w+)*");
      if (row.meaning().isHooked()) {
        assertThat(ListFamilies.ALL)
            .anySatisfy(family -> assertThat(family.classes()).contains(row.className()));
      }
    }
  }
}
