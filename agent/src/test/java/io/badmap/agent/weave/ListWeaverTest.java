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
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

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
    return woven(family, original, FEATURE);
  }

  private static ClassNode woven(Family family, byte[] original, int feature)
      throws UnknownShapeException {
    ClassNode node = new ClassNode();
    new ClassReader(Weaver.weave(family, original, feature, List.of(), new int[1])).accept(node, 0);
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
      } else if (FEATURE < 26 || !method.name.equals("addAll")) {
        assertThat(calls(method)).doesNotContain("enterArgument", "exitArgument");
      }
    }
  }

  /** As JDK 26 begins {@code addAll}. */
  private static byte[] takingOver() throws IOException {
    ClassNode node = new ClassNode();
    new ClassReader(original("java.util.ArrayList")).accept(node, 0);
    MethodNode adding = addAll(node);
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, 1));
    code.add(new TypeInsnNode(Opcodes.CHECKCAST, node.name));
    code.add(new VarInsnNode(Opcodes.ASTORE, adding.maxLocals));
    code.add(new VarInsnNode(Opcodes.ALOAD, adding.maxLocals++));
    code.add(new FieldInsnNode(Opcodes.GETFIELD, node.name, "elementData", "[Ljava/lang/Object;"));
    code.add(new InsnNode(Opcodes.POP));
    adding.instructions.insert(code);
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    return writer.toByteArray();
  }

  private static MethodNode addAll(ClassNode list) {
    return list.methods.stream()
        .filter(method -> method.name.equals("addAll"))
        .filter(method -> method.desc.equals("(Ljava/util/Collection;)Z"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aListIsCopiedThatNobodySeesRead() throws Exception {
    List<String> calls = calls(addAll(woven(ListFamilies.ARRAY_LIST, takingOver())));
    assertThat(calls).containsOnlyOnce("enterArgument").contains("exitArgument");
    assertThat(calls.indexOf("enterArgument")).isLessThan(calls.indexOf("mutating"));
  }

  @Test
  void aListThatIsGivenAnEmptyOneIsTakenForChanged() throws Exception {
    MethodNode adding = addAll(woven(ListFamilies.ARRAY_LIST, takingOver()));
    boolean nothing = false;
    for (AbstractInsnNode insn : adding.instructions) {
      nothing |= insn.getOpcode() == Opcodes.ICONST_0;
      if (insn instanceof MethodInsnNode call && call.name.equals("mutating")) {
        assertThat(nothing).as("left with nothing to add before").isTrue();
      }
    }
  }

  @Test
  void aListThatIsCopiedInAnotherWayIsWovenOnANewJdk() throws IOException {
    byte[] unknown = renamed("java.util.ArrayList", "addAll", "takeAll");
    assertThatThrownBy(() -> woven(ListFamilies.ARRAY_LIST, unknown, 26))
        .isInstanceOf(UnknownShapeException.class);
  }

  /** Part of a list has it since JDK 23. */
  @Test
  void aJdkWhosePartsOfListsSortThemselvesInAnotherWayIsRefused() throws Exception {
    byte[] part = renamed("java.util.ArrayList$SubList", "sort", "order");
    assertThat(woven(ListFamilies.ARRAY_LIST, part, 21).methods).isNotEmpty();
    assertThat(woven(ListFamilies.ARRAY_LIST, part, 22).methods).isNotEmpty();
    assertThatThrownBy(() -> woven(ListFamilies.ARRAY_LIST, part, 23))
        .hasMessage("java.util.ArrayList$SubList has no method sort");
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
