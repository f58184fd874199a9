package io.badmap.agent.weave;

import static io.badmap.agent.bytecode.Opcodes.ACC_STATIC;
import static io.badmap.agent.bytecode.Opcodes.ACONST_NULL;
import static io.badmap.agent.bytecode.Opcodes.ALOAD;
import static io.badmap.agent.bytecode.Opcodes.ASTORE;
import static io.badmap.agent.bytecode.Opcodes.DUP;
import static io.badmap.agent.bytecode.Opcodes.ICONST_0;
import static io.badmap.agent.bytecode.Opcodes.ICONST_1;
import static io.badmap.agent.bytecode.Opcodes.ILOAD;
import static io.badmap.agent.bytecode.Opcodes.INVOKESPECIAL;
import static io.badmap.agent.bytecode.Opcodes.INVOKESTATIC;
import static io.badmap.agent.bytecode.Opcodes.IRETURN;
import static io.badmap.agent.bytecode.Opcodes.RETURN;

import io.badmap.agent.bytecode.AbstractInsnNode;
import io.badmap.agent.bytecode.InsnList;
import io.badmap.agent.bytecode.InsnNode;
import io.badmap.agent.bytecode.LdcInsnNode;
import io.badmap.agent.bytecode.MethodInsnNode;
import io.badmap.agent.bytecode.MethodNode;
import io.badmap.agent.bytecode.Type;
import io.badmap.agent.bytecode.VarInsnNode;
import java.util.Set;

/**
 * The calls of {@code io.badmap.event} that are woven in, beside those of the guard, for as long as
 * operations are recorded. What a JDK has not is left out: a missing event is no missing guard.
 */
final class RecordingHooks {
  private static final String OPERATIONS = "io/badmap/event/Operations";
  private static final String GROWTH = "io/badmap/event/Growth";
  private static final String OBJECT = "Ljava/lang/Object;";

  /** The classes whose own code is hooked: those that {@link #isMap} finds. */
  private static final Set<String> MAPS =
      Set.of(
          "java/util/HashMap",
          "java/util/LinkedHashMap",
          "java/util/TreeMap",
          "java/util/WeakHashMap",
          "java/util/IdentityHashMap",
          "java/util/EnumMap");

  /** The operations of a map whose first argument is a key. */
  private static final Set<String> KEYED =
      Set.of(
          "get",
          "getOrDefault",
          "containsKey",
          "put",
          "putFirst",
          "putLast",
          "putIfAbsent",
          "merge",
          "replace",
          "remove",
          "compute",
          "computeIfAbsent",
          "computeIfPresent");

  private RecordingHooks() {}

  private static boolean isMap(String owner) {
    return MAPS.contains(owner);
  }

  /** What a hooked operation begins with, before the window opens: its event is none yet. */
  static InsnList before(int event) {
    InsnList code = new InsnList();
    code.add(new InsnNode(ACONST_NULL));
    code.add(new VarInsnNode(ASTORE, event));
    return code;
  }

  /** At the entry of an operation, on top of {@code loadMap}. */
  static InsnList entered(InsnList loadMap, Row row, int event) {
    InsnList code = new InsnList();
    code.add(loadMap);
    code.add(new LdcInsnNode(Semantics.rows().indexOf(row)));
    code.add(call(OPERATIONS, "entered", '(' + OBJECT + "I)" + OBJECT));
    code.add(new VarInsnNode(ASTORE, event));
    return code;
  }

  /** At its exit. */
  static InsnList left(InsnList loadMap, String owner, MethodNode method, Row row, Places places) {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(ALOAD, places.event));
    code.add(loadMap);
    if (isKeyed(owner, method)) {
      code.add(new VarInsnNode(ALOAD, 1));
      code.add(new InsnNode(ICONST_1));
    } else {
      code.add(new InsnNode(ACONST_NULL));
      code.add(new InsnNode(ICONST_0));
    }
    code.add(new VarInsnNode(ILOAD, places.entered));
    code.add(new LdcInsnNode(Semantics.rows().indexOf(row)));
    code.add(call(OPERATIONS, "left", '(' + OBJECT + OBJECT + OBJECT + "ZII)V"));
    return code;
  }

  /** The locals of the event and of what the guard's entry hook gave. */
  record Places(int event, int entered) {}

  /** The stack that {@link #left} needs, on what is there. */
  static final int STACK = 7;

  private static boolean isKeyed(String owner, MethodNode method) {
    Type[] arguments = Type.getArgumentTypes(method.desc);
    boolean ofKeys = owner.endsWith("KeySet") && method.name.equals("remove");
    return (ofKeys || (isMap(owner) && KEYED.contains(method.name)))
        && arguments.length > 0
        && arguments[0].getSort() == Type.OBJECT;
  }

  /** Hooks the making, the hashing and the growth of maps. */
  static void add(String owner, MethodNode method) {
    if (!isMap(owner)) {
      return;
    }
    switch (method.name) {
      case "<init>" -> tellOfCreation(method);
      case "clone" -> tellOfClones(method);
      case "hash" -> tellOfHashes(method);
      case "treeifyBin" -> tellOfTrees(method);
      default -> {}
    }
  }

  /** Whether a method makes a larger table and moves the entries. */
  static boolean isGrowth(String owner, MethodNode method) {
    return isMap(owner) && method.name.equals("resize");
  }

  /** Around such a method, whose event lies in a local that its frames know. */
  static void tellOfGrowth(MethodNode method, int event) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() >= IRETURN && insn.getOpcode() <= RETURN) {
        InsnList exit = new InsnList();
        exit.add(new VarInsnNode(ALOAD, event));
        exit.add(new VarInsnNode(ALOAD, 0));
        exit.add(call(GROWTH, "grown", '(' + OBJECT + OBJECT + ")V"));
        method.instructions.insertBefore(insn, exit);
      }
    }
    InsnList entry = new InsnList();
    entry.add(new VarInsnNode(ALOAD, 0));
    entry.add(call(GROWTH, "growing", '(' + OBJECT + ')' + OBJECT));
    entry.add(new VarInsnNode(ASTORE, event));
    method.instructions.insert(entry);
  }

  /** In the constructor that calls the one of AbstractMap: the others call this one. */
  private static void tellOfCreation(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() == INVOKESPECIAL
          && ((MethodInsnNode) insn).owner.equals("java/util/AbstractMap")) {
        InsnList code = new InsnList();
        code.add(new VarInsnNode(ALOAD, 0));
        code.add(method.desc.startsWith("(I") ? new VarInsnNode(ILOAD, 1) : new InsnNode(ICONST_0));
        code.add(call(GROWTH, "created", '(' + OBJECT + "I)V"));
        method.instructions.insert(insn, code);
      }
    }
  }

  private static void tellOfClones(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() == INVOKESPECIAL
          && ((MethodInsnNode) insn).owner.equals("java/util/AbstractMap")) {
        InsnList code = new InsnList();
        code.add(new InsnNode(DUP));
        code.add(new InsnNode(ICONST_0));
        code.add(call(GROWTH, "cloned", '(' + OBJECT + "I)V"));
        method.instructions.insert(insn, code);
      }
    }
  }

  private static void tellOfHashes(MethodNode method) {
    if (!method.desc.equals('(' + OBJECT + ")I")) {
      return;
    }
    int key = (method.access & ACC_STATIC) != 0 ? 0 : 1;
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() == IRETURN) {
        InsnList code = new InsnList();
        code.add(new InsnNode(DUP));
        code.add(new VarInsnNode(ALOAD, key));
        code.add(call(OPERATIONS, "hashed", "(I" + OBJECT + ")V"));
        method.instructions.insertBefore(insn, code);
      }
    }
  }

  private static void tellOfTrees(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn instanceof MethodInsnNode called && called.name.equals("treeify")) {
        InsnList code = new InsnList();
        code.add(new VarInsnNode(ALOAD, 0));
        code.add(new VarInsnNode(ILOAD, 2));
        code.add(call(GROWTH, "treeified", '(' + OBJECT + "I)V"));
        method.instructions.insertBefore(insn, code);
      }
    }
  }

  private static MethodInsnNode call(String owner, String name, String descriptor) {
    return new MethodInsnNode(INVOKESTATIC, owner, name, descriptor, false);
  }
}
