package io.badmap.agent.loops;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Tells from the JDK's own class files which methods a damaged map can make endless. */
public final class WalkMethods {
  private WalkMethods() {}

  /** The names of those methods of {@code className}; none where it cannot be read. */
  public static Set<String> of(String className) {
    Set<String> names = new HashSet<>();
    String file = className.replace('.', '/') + ".class";
    try (InputStream in = ClassLoader.getSystemResourceAsStream(file)) {
      if (in == null) {
        return names;
      }
      ClassNode node = new ClassNode();
      new ClassReader(in).accept(node, ClassReader.EXPAND_FRAMES);
      for (MethodNode method : node.methods) {
        if (!WalkLoop.of(method).isEmpty()) {
          names.add(method.name);
        }
      }
    } catch (IOException e) {
      names.clear();
    }
    return names;
  }
}
