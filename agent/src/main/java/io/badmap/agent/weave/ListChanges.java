package io.badmap.agent.weave;

import static io.badmap.agent.bytecode.Opcodes.AASTORE;
import static io.badmap.agent.bytecode.Opcodes.ACC_PUBLIC;
import static io.badmap.agent.bytecode.Opcodes.INVOKESTATIC;
import static io.badmap.agent.bytecode.Opcodes.PUTFIELD;

import io.badmap.agent.bytecode.AbstractInsnNode;
import io.badmap.agent.bytecode.ClassNode;
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
 * Where lists and queues make their first change inside a conditional write: read from the sources
 * of JDK 17, 21, 25, 26 and 27.
 *
 * @param atStart methods that are called on the way to a change only
 * @param beforeCount methods that change {@code modCount} before all else, and only if they do
 * @param beforeStore methods that replace elements of the array
 * @param beforeWord methods that change the size or the end before an element
 * @param before by method, the field that is first touched once it is known that there is something
 *     to change
 * @param least how many places there are at least
 */
record ListChanges(
    Set<String> atStart,
    Set<String> beforeCount,
    Set<String> beforeStore,
    Set<String> beforeWord,
    Map<String, String> before,
    int least) {
  private static final ListChanges NOWHERE =
      new ListChanges(Set.of(), Set.of(), Set.of(), Set.of(), Map.of(), 0);

  /** Moves what lies behind a gap that may be none: its second and third argument. */
  static final String SHIFT = "shiftTailOverGap";

  private static final Map<String, ListChanges> OF_CLASS =
      Map.of(
          "java/util/ArrayList",
          new ListChanges(
              Set.of("fastRemove"),
              Set.of("removeIf", "ensureCapacity"),
              Set.of("batchRemove", "replaceAllRange"),
              Set.of(),
              Map.of("addAll", "elementData"),
              12),
          "java/util/LinkedList",
          new ListChanges(
              Set.of("unlink", "unlinkFirst", "unlinkLast"),
              Set.of(),
              Set.of(),
              Set.of(),
              Map.of("addAll", "size"),
              5),
          "java/util/ArrayDeque",
          new ListChanges(
              Set.of("delete"),
              Set.of(),
              Set.of("pollFirst", "bulkRemoveModified"),
              Set.of("pollLast", "bulkRemoveModified"),
              Map.of(),
              8),
          "java/util/PriorityQueue",
          new ListChanges(
              Set.of(),
              Set.of("poll", "removeAt"),
              Set.of("bulkRemove"),
              Set.of("bulkRemove"),
              Map.of(),
              5));

  static ListChanges of(String className) {
    return OF_CLASS.getOrDefault(className, NOWHERE);
  }

  /** The instructions of {@code method} that make a first change, or lead to one only. */
  List<AbstractInsnNode> places(MethodNode method) {
    String touched = before.get(method.name);
    List<AbstractInsnNode> places = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FieldInsnNode field && field.name.equals(touched) && isOwn(field)) {
        places.add(insn);
        return places;
      }
      if (isPlace(method.name, insn)) {
        places.add(insn);
      }
    }
    return places;
  }

  /**
   * From JDK 26 on {@code ArrayList.addAll} looks into its argument first, an empty one perhaps.
   */
  private static boolean isOwn(FieldInsnNode field) {
    return field.getPrevious() instanceof VarInsnNode local && local.var == 0;
  }

  private boolean isPlace(String method, AbstractInsnNode insn) {
    if (insn.getOpcode() == AASTORE) {
      return beforeStore.contains(method);
    }
    if (insn instanceof MethodInsnNode call) {
      // What is left of a batch whose predicate throws is moved up in one go.
      return beforeStore.contains(method)
          && (call.name.equals("arraycopy") || call.name.equals("circularClear"));
    }
    if (!(insn instanceof FieldInsnNode field) || field.getOpcode() != PUTFIELD) {
      return false;
    }
    return switch (field.name) {
      case "modCount" -> beforeCount.contains(method);
      case "size", "tail" -> beforeWord.contains(method);
      case "elementData" -> method.equals("trimToSize");
      default -> false;
    };
  }

  /** The calls that sort the array, where it has more than one element. */
  static List<AbstractInsnNode> sorts(MethodNode method) {
    List<AbstractInsnNode> sorts = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == INVOKESTATIC
          && ((MethodInsnNode) insn).owner.equals("java/util/Arrays")
          && ((MethodInsnNode) insn).name.equals("sort")) {
        sorts.add(insn);
      }
    }
    return sorts;
  }

  /** Where {@code ArrayDeque.addAll} makes room; what it then adds is hooked by itself. */
  static @Nullable AbstractInsnNode beginning(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call && call.name.equals("grow")) {
        return insn;
      }
    }
    return null;
  }

  /**
   * Whether one of several overloads does its work through another method that is hooked, as {@code
   * LinkedList.remove()} through {@code removeFirst()}: an operation must not be hooked twice.
   */
  static boolean isHookedInside(ClassNode node, MethodNode method) {
    String className = node.name.replace('/', '.');
    if (overloads(node, method.name) < 2) {
      return false;
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call
          && call.owner.equals(node.name)
          && isPublic(node, call)) {
        Row row = ListRows.find(className, call.name);
        if (row != null && row.meaning().isHooked()) {
          return true;
        }
      }
    }
    return false;
  }

  private static int overloads(ClassNode node, String name) {
    int overloads = 0;
    for (MethodNode method : node.methods) {
      if (method.name.equals(name) && (method.access & ACC_PUBLIC) != 0) {
        overloads++;
      }
    }
    return overloads;
  }

  private static boolean isPublic(ClassNode node, MethodInsnNode call) {
    for (MethodNode method : node.methods) {
      if (method.name.equals(call.name) && method.desc.equals(call.desc)) {
        return (method.access & ACC_PUBLIC) != 0;
      }
    }
    return false;
  }
}
