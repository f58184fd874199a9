package io.badmap.agent.events;

import io.badmap.event.Sites;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Puts a call of {@code io.badmap.event.Callers} before each call that may be one of a map: the
 * receiver, which lies below the arguments on the stack, and the number of the line; and before
 * each constructor of one, with the number alone. No branch is added and no frame changes.
 */
final class CallerWeaver {
  private static final String CALLERS = "io/badmap/event/Callers";
  private static final int CONSTANT_METHOD = 10;
  private static final int CONSTANT_INTERFACE_METHOD = 11;

  private static final Set<String> OWNERS =
      Set.of(
          "java/util/Map",
          "java/util/AbstractMap",
          "java/util/HashMap",
          "java/util/LinkedHashMap",
          "java/util/SequencedMap",
          "java/util/SortedMap",
          "java/util/NavigableMap",
          "java/util/TreeMap",
          "java/util/WeakHashMap",
          "java/util/IdentityHashMap",
          "java/util/EnumMap",
          "java/util/Collection",
          "java/util/Set",
          "java/util/AbstractSet",
          "java/util/HashSet",
          "java/util/LinkedHashSet",
          "java/util/SequencedCollection",
          "java/util/SequencedSet",
          "java/util/SortedSet",
          "java/util/NavigableSet",
          "java/util/TreeSet",
          "java/util/Iterator",
          "io/badmap/gomap/GoMap");

  /** Whose constructors make a map. */
  private static final Set<String> MADE =
      Set.of(
          "java/util/HashMap",
          "java/util/LinkedHashMap",
          "java/util/TreeMap",
          "java/util/WeakHashMap",
          "java/util/IdentityHashMap",
          "java/util/EnumMap",
          "java/util/HashSet",
          "java/util/LinkedHashSet",
          "java/util/TreeSet");

  /** Each begins an operation on a map; who only makes a view, such as headMap, does not. */
  private static final Set<String> NAMES =
      Set.of(
          "get",
          "getOrDefault",
          "containsKey",
          "containsValue",
          "contains",
          "put",
          "putAll",
          "putIfAbsent",
          "add",
          "merge",
          "replace",
          "replaceAll",
          "remove",
          "clear",
          "clone",
          "compute",
          "computeIfAbsent",
          "computeIfPresent",
          "forEach",
          "next",
          "access",
          "access2",
          "assign",
          "delete",
          "update",
          "copy");

  /** Those that do so of a sub-map as well, whatever its bounds are. */
  private static final Set<String> NAVIGATING =
      Set.of(
          "firstKey",
          "lastKey",
          "firstEntry",
          "lastEntry",
          "lowerKey",
          "lowerEntry",
          "floorKey",
          "floorEntry",
          "ceilingKey",
          "ceilingEntry",
          "higherKey",
          "higherEntry",
          "pollFirstEntry",
          "pollLastEntry",
          "putFirst",
          "putLast",
          "first",
          "last",
          "lower",
          "floor",
          "ceiling",
          "higher",
          "pollFirst",
          "pollLast",
          "addFirst",
          "addLast",
          "getFirst",
          "getLast",
          "removeFirst",
          "removeLast");

  private CallerWeaver() {}

  /** The class with these calls; {@code null} where it has no place for any. */
  static byte @Nullable [] weave(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    if (!mayCall(reader)) {
      return null;
    }
    ClassNode type = new ClassNode();
    reader.accept(type, 0);
    boolean woven = false;
    for (MethodNode method : type.methods) {
      woven |= weave(type, method);
    }
    if (!woven) {
      return null;
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    type.accept(writer);
    return writer.toByteArray();
  }

  /** Looks at the constant pool alone. */
  private static boolean mayCall(ClassReader reader) {
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at == 0) {
        continue;
      }
      int tag = reader.readByte(at - 1);
      if ((tag == CONSTANT_METHOD || tag == CONSTANT_INTERFACE_METHOD)
          && isOwner(reader.readClass(at, buffer))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOwner(String name) {
    return OWNERS.contains(name) || MADE.contains(name);
  }

  private static boolean weave(ClassNode type, MethodNode method) {
    int line = -1;
    int locals = method.maxLocals;
    boolean woven = false;
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn instanceof LineNumberNode number) {
        line = number.line;
      } else if (insn instanceof MethodInsnNode called) {
        boolean isCall = isCall(called);
        if (!isCall && !isMaking(called)) {
          continue;
        }
        StackTraceElement here =
            new StackTraceElement(type.name.replace('/', '.'), method.name, type.sourceFile, line);
        int site = Sites.register(here, called.name);
        if (site == 0) {
          continue; // There are enough lines; its stack is walked.
        }
        if (isCall) {
          int arguments = Type.getArgumentTypes(called.desc).length;
          method.instructions.insertBefore(called, announce(called, locals, site));
          method.maxLocals = Math.max(method.maxLocals, locals + Math.max(0, arguments - 1));
        } else {
          method.instructions.insertBefore(called, announce(site));
        }
        woven = true;
      }
    }
    // Two more than there are: the receiver and the number, or the receiver and the first argument.
    method.maxStack += woven ? 2 : 0;
    return woven;
  }

  private static boolean isCall(MethodInsnNode called) {
    if (called.getOpcode() == Opcodes.INVOKESTATIC
        || !(NAMES.contains(called.name) || NAVIGATING.contains(called.name))
        || !OWNERS.contains(called.owner)) {
      return false;
    }
    for (Type argument : Type.getArgumentTypes(called.desc)) {
      if (argument.getSort() != Type.OBJECT) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMaking(MethodInsnNode called) {
    return called.name.equals("<init>") && MADE.contains(called.owner);
  }

  private static InsnList announce(int site) {
    InsnList code = new InsnList();
    code.add(new LdcInsnNode(site));
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, CALLERS, "making", "(I)V", false));
    return code;
  }

  /** All arguments but the first go through locals of their own, which nobody else knows. */
  private static InsnList announce(MethodInsnNode called, int locals, int site) {
    int arguments = Type.getArgumentTypes(called.desc).length;
    String callers = NAVIGATING.contains(called.name) ? "navigating" : "calling";
    InsnList code = new InsnList();
    for (int i = arguments - 1; i > 0; i--) {
      code.add(new VarInsnNode(Opcodes.ASTORE, locals + i - 1));
    }
    if (arguments == 0) {
      code.add(new InsnNode(Opcodes.DUP));
    } else {
      code.add(new InsnNode(Opcodes.DUP2));
      code.add(new InsnNode(Opcodes.POP));
    }
    code.add(new LdcInsnNode(site));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC, CALLERS, callers, "(Ljava/lang/Object;I)V", false));
    for (int i = 1; i < arguments; i++) {
      code.add(new VarInsnNode(Opcodes.ALOAD, locals + i - 1));
      // An interpreted frame keeps what its locals hold alive.
      code.add(new InsnNode(Opcodes.ACONST_NULL));
      code.add(new VarInsnNode(Opcodes.ASTORE, locals + i - 1));
    }
    return code;
  }
}
