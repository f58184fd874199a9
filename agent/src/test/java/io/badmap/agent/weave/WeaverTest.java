package io.badmap.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Works on the class files of the JDK that runs the tests. */
class WeaverTest {
  private static final int FEATURE = Runtime.version().feature();

  /** HotSpot's FreqInlineSize. */
  private static final int INLINED = 325;

  private static byte[] original(String className) throws IOException {
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream(className.replace('.', '/') + ".class")) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static ClassNode woven(byte[] original) throws UnknownShapeException {
    ClassNode node = new ClassNode();
    Family family = Family.of(new ClassReader(original).getClassName().replace('/', '.'));
    byte[] bytes = Weaver.weave(family, original, FEATURE, List.of(), new int[1]);
    new ClassReader(bytes).accept(node, 0);
    return node;
  }

  private static byte[] changed(String className, String method, String newName)
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
  void aMapWithoutAMethodOfTheTableIsRefusedByName() throws IOException {
    byte[] unknown = changed("java.util.HashMap", "merge", "unite");
    assertThatThrownBy(() -> woven(unknown))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessageContaining("java.util.HashMap has no method merge");
  }

  @Test
  void aMapWhosePlacesOfChangeAreElsewhereIsRefused() throws IOException {
    byte[] unknown = changed("java.util.HashMap", "removeNode", "unlink");
    assertThatThrownBy(() -> woven(unknown))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessageContaining("java.util.HashMap: ")
        .hasMessageContaining(" places of change found, ");
  }

  @Test
  void aTreeWhosePlacesOfChangeAreElsewhereIsRefused() throws IOException {
    byte[] unknown = changed("java.util.TreeMap", "deleteEntry", "unlink");
    assertThatThrownBy(() -> woven(unknown))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessageContaining("java.util.TreeMap: ")
        .hasMessageContaining(" places of change found, ");
  }

  @Test
  void aWeakMapThatExpungesInAnotherWayIsRefused() throws IOException {
    byte[] unknown = changed("java.util.WeakHashMap", "expungeStaleEntries", "expunge");
    assertThatThrownBy(() -> woven(unknown))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessageContaining("java.util.WeakHashMap has no method expungeStaleEntries");
  }

  @Test
  void anIteratorThatTakesNoLockToRemoveIsWoven() throws IOException {
    ClassNode node = new ClassNode();
    new ClassReader(original("java.util.Hashtable$Enumerator")).accept(node, 0);
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn.getOpcode() == Opcodes.MONITOREXIT) {
          method.instructions.set(insn, new InsnNode(Opcodes.POP));
        }
      }
    }
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    assertThatThrownBy(() -> woven(writer.toByteArray()))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessage("java.util.Hashtable$Enumerator.remove does not lock its map as expected");
  }

  @Test
  void aTagOutlivesTheLockThatItWasSetUnder() throws Exception {
    List<String> order = new ArrayList<>();
    for (MethodNode method : woven(original("java.util.Hashtable$Enumerator")).methods) {
      if (!method.name.equals("remove")) {
        continue;
      }
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof MethodInsnNode call && call.owner.endsWith("/WordGuard")) {
          order.add(call.name);
        } else if (insn.getOpcode() == Opcodes.MONITORENTER) {
          order.add("lock");
        } else if (insn.getOpcode() == Opcodes.MONITOREXIT) {
          order.add("unlock");
        } else if (insn.getOpcode() == Opcodes.RETURN) {
          order.add("return");
        }
      }
    }
    assertThat(order)
        .containsExactly(
            "count",
            "lock",
            "enterWrite",
            "count",
            "setCount",
            "exitWrite",
            "unlock",
            "return",
            "unlock");
  }

  @Test
  void aViewThatDoesNotKnowItsMapIsRefused() throws IOException {
    ClassNode node = new ClassNode();
    new ClassReader(original("java.util.HashMap$KeySet")).accept(node, 0);
    node.fields.clear();
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    assertThatThrownBy(() -> woven(writer.toByteArray()))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessageContaining("java.util.HashMap$KeySet has no field for its map");
  }

  @Test
  void aMapThatReadsItsArgumentInAnotherWayIsWoven() throws IOException {
    ClassNode node = new ClassNode();
    new ClassReader(original("java.util.IdentityHashMap")).accept(node, 0);
    node.methods.stream()
        .filter(method -> method.name.equals("equals"))
        .forEach(method -> method.desc = "(Ljava/util/Map;)Z");
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    assertThatThrownBy(() -> woven(writer.toByteArray()))
        .isInstanceOf(UnknownShapeException.class)
        .hasMessage("java.util.IdentityHashMap does not look into its arguments as expected");
  }

  @Test
  void aReadOfAnArgumentBeginsTwiceOrEndsAtSomeReturnsOnly() throws Exception {
    List<String> reading = new ArrayList<>();
    for (Family family : Family.ALL) {
      for (MethodNode method : woven(original(family.root())).methods) {
        long begun = calls(method, "enterArgument", "exitArgument")[0];
        if (begun > 0) {
          assertThat(begun).isOne();
          assertThat(calls(method, "enterArgument", "exitArgument")[1]).isEqualTo(returns(method));
          reading.add(family.root() + "." + method.name);
        }
      }
    }
    List<String> known =
        new ArrayList<>(
            List.of(
                "java.util.EnumMap.<init>",
                "java.util.EnumMap.<init>",
                "java.util.EnumMap.putAll",
                "java.util.EnumMap.equals",
                "java.util.IdentityHashMap.equals"));
    if (FEATURE >= 27) {
      known.add("java.util.HashMap.putHashMapEntries");
    }
    assertThat(reading).containsExactlyInAnyOrderElementsOf(known);
  }

  /** As JDK 27 copies the nodes of a map. */
  @Test
  void aMapIsCopiedThatNobodySeesRead() throws Exception {
    ClassNode node = new ClassNode();
    new ClassReader(original("java.util.HashMap")).accept(node, 0);
    node.methods.removeIf(method -> method.name.equals("putHashMapEntries"));
    MethodNode copying =
        new MethodNode(
            Opcodes.ACC_PRIVATE, "putHashMapEntries", "(Ljava/util/HashMap;Z)V", null, null);
    copying.visitVarInsn(Opcodes.ALOAD, 1);
    copying.visitFieldInsn(Opcodes.GETFIELD, node.name, "size", "I");
    copying.visitInsn(Opcodes.POP);
    copying.visitInsn(Opcodes.RETURN);
    copying.visitMaxs(1, 3);
    node.methods.add(copying);
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    ClassNode woven = new ClassNode();
    new ClassReader(Weaver.weave(Family.HASH, writer.toByteArray(), 27, List.of(), new int[1]))
        .accept(woven, 0);
    for (MethodNode method : woven.methods) {
      long expected = method.name.equals(copying.name) ? 1 : 0;
      assertThat(calls(method, "enterArgument", "exitArgument"))
          .as(method.name)
          .containsExactly(expected, expected);
    }
  }

  /** By name, how many calls there are. */
  private static long[] calls(MethodNode method, String... names) {
    long[] calls = new long[names.length];
    for (AbstractInsnNode insn : method.instructions) {
      for (int i = 0; i < names.length; i++) {
        calls[i] += insn instanceof MethodInsnNode call && call.name.equals(names[i]) ? 1 : 0;
      }
    }
    return calls;
  }

  private static long returns(MethodNode method) {
    long returns = 0;
    for (AbstractInsnNode insn : method.instructions) {
      returns += insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN ? 1 : 0;
    }
    return returns;
  }

  @Test
  void nothingReadsOrWritesTheWordPastTheGuardButTheBirthOfAMap() throws Exception {
    List<String> past = new ArrayList<>();
    List<String> classes = Family.ALL.stream().flatMap(f -> f.classes().stream()).toList();
    for (String className : classes) {
      byte[] original = original(className);
      if (original == null) {
        continue;
      }
      for (MethodNode method : woven(original).methods) {
        for (AbstractInsnNode insn : method.instructions) {
          if (insn instanceof FieldInsnNode field && field.name.equals("modCount")) {
            past.add(className + "." + method.name);
          }
        }
      }
    }
    assertThat(past).isSubsetOf("java.util.HashMap.reinitialize", "java.util.HashMap.clone");
  }

  @Test
  void theMethodsThatTheJitInlinesOnlyJustStayBelowItsLimit() throws Exception {
    int[] sizes = new int[2];
    new ClassReader(
            Weaver.weave(
                Family.HASH, original("java.util.HashMap"), FEATURE, List.of(), new int[1]))
        .accept(
            new CodeSizes(
                (method, size) -> {
                  if (method.equals("putVal")) {
                    sizes[0] = size;
                  } else if (method.equals("removeNode")) {
                    sizes[1] = size;
                  }
                }),
            ClassReader.SKIP_FRAMES);
    assertThat(sizes[0]).isBetween(100, INLINED - 1);
    assertThat(sizes[1]).isBetween(100, INLINED - 1);
  }

  @Test
  void aConditionalWriteIsComparedWhereItsChangesAreNotAnnouncedYet() throws Exception {
    for (Family family : Family.ALL) {
      for (String className : family.classes()) {
        byte[] original = original(className);
        if (original == null) {
          continue;
        }
        ClassNode node = new ClassNode();
        new ClassReader(Weaver.prepare(family, original, FEATURE)).accept(node, 0);
        for (MethodNode method : node.methods) {
          for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof MethodInsnNode call && call.owner.startsWith("io/badmap/guard/")) {
              assertThat(call.name)
                  .as(className + "." + method.name)
                  .isNotIn("exitConditional", "mutating", "tentative", "mutatingIfAbsent");
            }
          }
        }
      }
    }
  }

  @Test
  void aSmallMethodGrowsTooLargeForItsCallers() throws Exception {
    List<String> forced = new ArrayList<>();
    for (MethodNode method : woven(original("java.util.HashMap")).methods) {
      if (method.visibleAnnotations != null
          && method.visibleAnnotations.get(0).desc.endsWith("/ForceInline;")) {
        forced.add(method.name);
      }
    }
    assertThat(forced)
        .contains("get", "containsKey", "put", "putIfAbsent", "remove")
        .doesNotContain("computeIfAbsent", "merge", "putVal");
  }

  @Test
  void everyRowNamesACoveredClass() {
    for (Row row : Semantics.rows()) {
      assertThat(row.className())
          .matches(
              "java\\.util\\.(((Linked|Weak|Identity)?Hash|Tree|Enum)(Map|Set)|Hashtable)(\\$\\w+)*");
      assertThat(row.meaning().label()).isNotEmpty();
    }
    assertThat(Semantics.find("java.util.HashMap", "no such method")).isNull();
  }

  private static long calls(MethodNode method, String owner) {
    long calls = 0;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call && call.owner.equals(owner)) {
        calls++;
      }
    }
    return calls;
  }

  @Test
  void aProbeIsMissingFromAHookedMethodOrComesWithoutBeingAskedFor() throws Exception {
    Probe probe = new Probe("a/Probe", EnumSet.of(Probe.Point.ENTERED, Probe.Point.LEFT));
    for (String className : Family.HASH.classes()) {
      byte[] original = original(className);
      if (original == null) {
        continue;
      }
      byte[] bytes = Weaver.weave(Family.HASH, original, FEATURE, List.of(probe), new int[1]);
      ClassNode probed = new ClassNode();
      new ClassReader(bytes).accept(probed, 0);
      for (MethodNode method : probed.methods) {
        Row row = Semantics.find(className, method.name);
        boolean bridge = (method.access & Opcodes.ACC_BRIDGE) != 0;
        if (row != null && row.meaning().isHooked() && !bridge) {
          assertThat(calls(method, "a/Probe")).as(className + "." + method.name).isGreaterThan(1);
        } else {
          assertThat(calls(method, "a/Probe")).as(className + "." + method.name).isZero();
        }
      }
      for (MethodNode method : woven(original).methods) {
        assertThat(calls(method, "a/Probe")).isZero();
      }
    }
  }

  @Test
  void aConditionalWriteBeginsToChangeWithoutTheProbeBeingTold() throws Exception {
    Probe probe = new Probe("a/Probe", EnumSet.of(Probe.Point.CHANGING));
    byte[] bytes =
        Weaver.weave(
            Family.HASH, original("java.util.HashMap"), FEATURE, List.of(probe), new int[1]);
    ClassNode probed = new ClassNode();
    new ClassReader(bytes).accept(probed, 0);
    assertThat(probed.methods)
        .filteredOn(method -> calls(method, "a/Probe") > 0)
        .extracting(method -> method.name)
        .contains("putVal", "removeNode", "computeIfAbsent", "compute", "resize")
        .doesNotContain("put", "get");
  }

  /** Sums up the lengths of the instructions of each method. */
  private static final class CodeSizes extends ClassVisitor {
    interface Told {
      void of(String method, int bytes);
    }

    private final Told told;

    CodeSizes(Told told) {
      super(Opcodes.ASM9);
      this.told = told;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        private final Label start = new Label();
        private final Label end = new Label();
        private final MethodVisitor writer =
            new ClassWriter(0).visitMethod(access, name, descriptor, signature, exceptions);

        {
          mv = writer;
        }

        @Override
        public void visitCode() {
          super.visitCode();
          super.visitLabel(start);
        }

        @Override
        public void visitMaxs(int stack, int locals) {
          super.visitLabel(end);
          super.visitMaxs(stack, locals);
        }

        @Override
        public void visitEnd() {
          super.visitEnd();
          told.of(name, end.getOffset() - start.getOffset());
        }
      };
    }
  }
}
