package io.badmap.agent.weave;

import static io.badmap.agent.bytecode.Opcodes.GETFIELD;
import static io.badmap.agent.bytecode.Opcodes.ICONST_0;

import io.badmap.agent.bytecode.AbstractInsnNode;
import io.badmap.agent.bytecode.FieldInsnNode;
import io.badmap.agent.bytecode.MethodNode;
import io.badmap.agent.bytecode.VarInsnNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods that look into another map of their own class, or another list: into the fields of
 * their argument, past its methods. Read from the sources of JDK 17 and 25; a test fails when a JDK
 * has one more.
 */
final class Arguments {
  /** The argument: the first one of each of them. */
  static final int LOCAL = 1;

  private static final Map<String, Set<String>> READING =
      Map.of(
          "java/util/EnumMap",
          Set.of(
              "<init>(Ljava/util/EnumMap;)V",
              "<init>(Ljava/util/Map;)V",
              "putAll(Ljava/util/Map;)V",
              "equals(Ljava/util/EnumMap;)Z"),
          "java/util/IdentityHashMap",
          Set.of("equals(Ljava/lang/Object;)Z"),
          "java/util/ArrayList",
          Set.of("equalsArrayList(Ljava/util/ArrayList;)Z"));

  private Arguments() {}

  /** How many methods of a class do. */
  static int of(String className) {
    return READING.getOrDefault(className, Set.of()).size();
  }

  /** Whether a method of the class does. */
  static boolean isReadBy(MethodNode method, String className) {
    return READING.getOrDefault(className, Set.of()).contains(method.name + method.desc);
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

  /** Whether the read calls code of the user: {@code equals} of a value or an element. */
  static boolean isCallingBack(MethodNode method) {
    return method.name.startsWith("equals") && !method.desc.equals("(Ljava/lang/Object;)Z");
  }
}
