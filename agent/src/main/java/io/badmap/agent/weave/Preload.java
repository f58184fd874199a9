package io.badmap.agent.weave;

/**
 * Loads what the weaving needs on a second thread, while the first one reads the options: loading
 * and verifying ASM is half the time of the weaving. A class that is missing here costs time only.
 */
public final class Preload implements Runnable {
  private static final String ASM = "org.objectweb.asm.";

  private static final String[] CLASSES = {
    "AnnotationVisitor",
    "AnnotationWriter",
    "Attribute",
    "ByteVector",
    "ClassReader",
    "ClassTooLargeException",
    "ClassVisitor",
    "ClassWriter",
    "ComputeLimits",
    "ConstantDynamic",
    "Context",
    "CurrentFrame",
    "FieldVisitor",
    "FieldWriter",
    "Frame",
    "Handler",
    "Label",
    "LimitExceededException",
    "MethodTooLargeException",
    "MethodVisitor",
    "MethodWriter",
    "ModuleVisitor",
    "ModuleWriter",
    "Opcodes",
    "RecordComponentVisitor",
    "RecordComponentWriter",
    "Symbol",
    "SymbolTable",
    "SymbolTable$Entry",
    "Type",
    "tree.AbstractInsnNode",
    "tree.AnnotationNode",
    "tree.ClassNode",
    "tree.FieldInsnNode",
    "tree.FieldNode",
    "tree.FrameNode",
    "tree.IincInsnNode",
    "tree.InnerClassNode",
    "tree.InsnList",
    "tree.InsnList$InsnListIterator",
    "tree.InsnNode",
    "tree.IntInsnNode",
    "tree.InvokeDynamicInsnNode",
    "tree.JumpInsnNode",
    "tree.LabelNode",
    "tree.LdcInsnNode",
    "tree.LineNumberNode",
    "tree.LocalVariableAnnotationNode",
    "tree.LocalVariableNode",
    "tree.LookupSwitchInsnNode",
    "tree.MethodInsnNode",
    "tree.MethodNode",
    "tree.ModuleNode",
    "tree.MultiANewArrayInsnNode",
    "tree.RecordComponentNode",
    "tree.TableSwitchInsnNode",
    "tree.TryCatchBlockNode",
    "tree.TypeAnnotationNode",
    "tree.TypeInsnNode",
    "tree.UnsupportedClassVersionException",
    "tree.Util",
    "tree.VarInsnNode"
  };

  /** Begins to load; returns at once. */
  public static void start() {
    Thread thread = new Thread(null, new Preload(), "badmap-preload", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    ClassLoader loader = Preload.class.getClassLoader();
    for (String name : CLASSES) {
      try {
        Class.forName(ASM + name, true, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        // The weaving itself says what it lacks.
        return;
      }
    }
  }
}
