package io.badmap.agent.weave;

import static io.badmap.agent.bytecode.Opcodes.GETFIELD;
import static io.badmap.agent.bytecode.Opcodes.ICONST_0;

import io.badmap.agent.bytecode.AbstractInsnNode;
import io.badmap.agent.bytecode.FieldInsnNode;
import io.badmap.agent.bytecode.MethodNode;
import io.badmap.agent.bytecode.VarInsnNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The methods that look into another map of their own class, or another list: into the fields of
 * their argument, past its methods. Read from the class files of JDK 17, 21, 25, 26 and 27; a test
 * fails when a JDK has one more.
 */
final class Arguments {
  /** The argument: the first one of each of them. */
  static final int LOCAL = 1;

  /** Copies the nodes of a {@code HashMap}, and asks keys of both whether they are equal. */
  private static final String COPY = "putHashMapEntries";

  /** By class and method, the first JDK in which it does. */
  private static final Map<String, Map<String, Integer>> READING =
      Map.of(
          "java/util/HashMap",
          Map.of(COPY + "(Ljava/util/HashMap;Z)V", 27),
          "java/util/EnumMap",
          Map.of(
              "<init>(Ljava/util/EnumMap;)V",
              0,
              "<init>(Ljava/util/Map;)V",
              0,
              "putAll(Ljava/util/Map;)V",
              0,
              "equals(Ljava/util/EnumMap;)Z",
              0),
          "java/util/IdentityHashMap",
          Map.of("equals(Ljava/lang/Object;)Z", 0),
          "java/util/ArrayList",
          Map.of(
              "equalsArrayList(Ljava/util/ArrayList;)Z", 0, "addAll(Ljava/util/Collection;)Z", 26));

  private Arguments() {}

  /** How many methods of a class do on a JDK, at the least. */
  static int of(String className, int feature) {
    int count = 0;
    for (int since : READING.getOrDefault(className, Map.of()).values()) {
      count += since <= feature ? 1 : 0;
    }
    return count;
  }

  /** Whether a method of the class does, on this JDK or a newer one. */
  static boolean isReadBy(MethodNode method, String className) {
    return READING.getOrDefault(className, Map.of()).containsKey(method.name + method.desc);
  }

  /**
   * The instruction that the read begins before, where the argument is known to be of the class:
   * mostly the one that first loads a field of it. {@code EnumMap.putAll} asks a map of other keys
   * whether it is empty, which may be code of the user, and walks over one of the same in a loop.
   */
  static @Nullable AbstractInsnNode beginning(MethodNode method, String className) {
    boolean loops = method.name.equals("putAll");
    for (AbstractInsnNode insn : method.instructions) {
      if (loops && insn.getOpcode() == ICONST_0) {
        return insn;
      }
      if (!loops && isOfAnother(insn, className)) {
        return insn.getPrevious();
      }
    }
    return null;
  }

  private static boolean isOfAnother(AbstractInsnNode insn, String className) {
    return insn.getOpcode() == GETFIELD
        && ((FieldInsnNode) insn).owner.equals(className)
        && insn.getPrevious() instanceof VarInsnNode local
        && local.var != 0;
  }

  /** Whether the read calls code of the user: {@code equals} of a key, a value or an element. */
  static boolean isCallingBack(MethodNode method) {
    return method.name.equals(COPY)
        || method.name.startsWith("equals") && !method.desc.equals("(Ljava/lang/Object;)Z");
  }
}
