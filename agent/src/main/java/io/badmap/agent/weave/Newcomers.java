package io.badmap.agent.weave;

import io.badmap.agent.bytecode.AbstractInsnNode;
import io.badmap.agent.bytecode.ClassNode;
import io.badmap.agent.bytecode.FieldInsnNode;
import io.badmap.agent.bytecode.MethodNode;
import io.badmap.agent.bytecode.Opcodes;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a JDK has that came after the tables were made. A nested class that uses the word of a
 * family and is not rewritten takes a tag for a count, which no test has seen: so a JDK that is
 * newer than all of them is looked through at install.
 */
final class Newcomers {
  /** The newest JDK whose classes the tables are read from. */
  static final int NEWEST = 27;

  private Newcomers() {}

  /**
   * Looks for nested classes that are not rewritten and use the word.
   *
   * @throws UnknownShapeException if there is one, or one cannot be read
   */
  static void checkNested(Family family) throws UnknownShapeException {
    for (String root : family.roots()) {
      try {
        for (Class<?> member :
            Class.forName(root.replace('/', '.'), false, null).getNestMembers()) {
          if (!family.classes().contains(member.getName()) && uses(member, family)) {
            throw new UnknownShapeException(member.getName() + " is new and uses " + family.word());
          }
        }
      } catch (ClassNotFoundException | IOException e) {
        throw new UnknownShapeException(root.replace('/', '.') + ": " + e);
      }
    }
  }

  private static boolean uses(Class<?> member, Family family)
      throws IOException, UnknownShapeException {
    String file = "/" + member.getName().replace('.', '/') + ".class";
    try (InputStream in = Object.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new UnknownShapeException(member.getName() + " cannot be read");
      }
      for (MethodNode method : new ClassNode(in.readAllBytes()).methods) {
        boolean hasCode = (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
        if (hasCode && method.mayAccess(family.word()) && uses(method, family)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean uses(MethodNode method, Family family) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FieldInsnNode field
          && field.name.equals(family.word())
          && family.roots().contains(field.owner)) {
        return true;
      }
    }
    return false;
  }
}
