package io.badmap.agent.weave;

import static io.badmap.agent.bytecode.Opcodes.AASTORE;
import static io.badmap.agent.bytecode.Opcodes.ASTORE;
import static io.badmap.agent.bytecode.Opcodes.IFNULL;
import static io.badmap.agent.bytecode.Opcodes.IF_ACMPNE;
import static io.badmap.agent.bytecode.Opcodes.INVOKEINTERFACE;
import static io.badmap.agent.bytecode.Opcodes.INVOKESTATIC;
import static io.badmap.agent.bytecode.Opcodes.PUTFIELD;

import io.badmap.agent.bytecode.AbstractInsnNode;
import io.badmap.agent.bytecode.FieldInsnNode;
import io.badmap.agent.bytecode.MethodInsnNode;
import io.badmap.agent.bytecode.MethodNode;
import io.badmap.agent.bytecode.VarInsnNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a class of the JDK makes its first change inside a conditional write: read from the sources
 * of JDK 17 and 25. The {@code HashMap} family has its places in {@link Weaver}.
 *
 * @param atStart methods that are called on the way to a change only
 * @param beforeCount methods that change the count before all else
 * @param beforeRoot methods that set the root of an empty tree
 * @param beforeValue methods that replace a value in an entry
 * @param beforeStore methods that replace an element of the table, or unlink one from its bin
 * @param tentative methods that call a function of the user whose result decides
 * @param least how many places there are at least
 */
record Changes(
    Set<String> atStart,
    Set<String> beforeCount,
    Set<String> beforeRoot,
    Set<String> beforeValue,
    Set<String> beforeStore,
    Set<String> tentative,
    int least) {
  private static final Set<String> NONE = Set.of();
  private static final Changes NOWHERE = new Changes(NONE, NONE, NONE, NONE, NONE, NONE, 0);

  private static final Map<String, Changes> OF_CLASS =
      Map.of(
          "java/util/TreeMap",
          new Changes(
              Set.of("addEntry", "deleteEntry"),
              NONE,
              Set.of("addEntryToEmptyMap"),
              Set.of("put", "computeIfAbsent", "remapValue", "mergeValue", "replace", "replaceAll"),
              NONE,
              Set.of("callMappingFunctionWithCheck", "callRemappingFunctionWithCheck"),
              13),
          "java/util/WeakHashMap",
          new Changes(
              NONE, Set.of("remove", "removeMapping"), NONE, Set.of("replaceAll"), NONE, NONE, 3),
          "java/util/IdentityHashMap",
          new Changes(
              NONE,
              Set.of("remove", "removeMapping"),
              NONE,
              NONE,
              Set.of("replaceAll", "replace"),
              NONE,
              4),
          "java/util/IdentityHashMap$IdentityHashMapIterator",
          new Changes(NONE, Set.of("remove"), NONE, NONE, NONE, NONE, 1),
          "java/util/EnumMap",
          new Changes(NONE, NONE, NONE, NONE, Set.of("remove", "removeMapping"), NONE, 3),
          "java/util/EnumMap$Values",
          new Changes(NONE, NONE, NONE, NONE, Set.of("remove"), NONE, 1),
          "java/util/EnumMap$EnumMapIterator",
          new Changes(NONE, NONE, NONE, NONE, Set.of("remove"), NONE, 1),
          "java/util/Hashtable",
          new Changes(
              Set.of("addEntry"),
              NONE,
              NONE,
              NONE,
              Set.of("remove", "computeIfPresent", "compute", "merge"),
              NONE,
              12),
          "java/util/Hashtable$EntrySet",
          new Changes(NONE, NONE, NONE, NONE, Set.of("remove"), NONE, 2));

  static Changes of(String className) {
    return OF_CLASS.getOrDefault(className, NOWHERE);
  }

  boolean isAtStart(MethodNode method) {
    return atStart.contains(method.name);
  }

  /** The instructions of {@code method} that make a first change. */
  List<AbstractInsnNode> places(MethodNode method) {
    List<AbstractInsnNode> places = new ArrayList<>();
    if (!hasPlace(method.name)) {
      return places;
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (isPlace(method.name, insn)) {
        places.add(insn);
      }
    }
    return places;
  }

  /** Most methods have none, and need not be decoded for that. */
  private boolean hasPlace(String method) {
    return beforeCount.contains(method)
        || beforeRoot.contains(method)
        || beforeValue.contains(method)
        || beforeStore.contains(method);
  }

  private boolean isPlace(String method, AbstractInsnNode insn) {
    if (insn.getOpcode() == AASTORE) {
      return beforeStore.contains(method);
    }
    if (!(insn instanceof FieldInsnNode field) || field.getOpcode() != PUTFIELD) {
      return false;
    }
    return switch (field.name) {
      case "modCount" -> beforeCount.contains(method);
      case "root" -> beforeRoot.contains(method);
      case "value" -> beforeValue.contains(method);
      case "next" -> beforeStore.contains(method);
      default -> false;
    };
  }

  /**
   * The local that says whether {@code place} changes anything; -1 where it always does. {@code
   * EnumMap.remove} clears its slot before it asks whether something was in it.
   */
  static int found(String className, MethodNode method, AbstractInsnNode place) {
    if (!className.equals("java/util/EnumMap") || !method.name.equals("remove")) {
      return -1;
    }
    AbstractInsnNode insn = place;
    while (insn != null && insn.getOpcode() != ASTORE) {
      insn = insn.getPrevious();
    }
    return insn == null ? -1 : ((VarInsnNode) insn).var;
  }

  /** The calls in {@code method} of a function whose result decides. */
  List<AbstractInsnNode> decisions(MethodNode method) {
    List<AbstractInsnNode> calls = new ArrayList<>();
    if (!tentative.contains(method.name)) {
      return calls;
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == INVOKEINTERFACE
          && ((MethodInsnNode) insn).owner.startsWith("java/util/function/")) {
        calls.add(insn);
      }
    }
    return calls;
  }

  /**
   * Where a method that begins to write later does: before the count of a sorted {@code putAll}
   * into an empty tree, after the test that finds a value in the other {@code EnumMap}, after the
   * comparison that finds a stale entry in its bin, or the one that an iterator gave last.
   */
  static @Nullable AbstractInsnNode beginning(String className, MethodNode method) {
    int opcode =
        switch (className) {
          case "java/util/EnumMap" -> IFNULL;
          case "java/util/WeakHashMap", "java/util/Hashtable$Enumerator" -> IF_ACMPNE;
          default -> INVOKESTATIC;
        };
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == opcode
          && (opcode != INVOKESTATIC || ((MethodInsnNode) insn).name.equals("setCount"))) {
        return insn;
      }
    }
    return null;
  }
}
