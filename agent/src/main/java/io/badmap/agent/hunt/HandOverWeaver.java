package io.badmap.agent.hunt;

import io.badmap.agent.bytecode.AbstractInsnNode;
import io.badmap.agent.bytecode.ClassNode;
import io.badmap.agent.bytecode.InsnList;
import io.badmap.agent.bytecode.InsnNode;
import io.badmap.agent.bytecode.MethodInsnNode;
import io.badmap.agent.bytecode.MethodNode;
import io.badmap.agent.bytecode.Opcodes;
import io.badmap.agent.bytecode.VarInsnNode;
import io.badmap.agent.weave.UnknownShapeException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the hooks of {@link HandOverPoint#ALL} into the JDK. What is added has no branch and no
 * local of its own, so that the frames of the JDK's code stay true. A class that is not of the
 * shape that is known stays as it is: the hunt then infers what it would have been told.
 */
final class HandOverWeaver implements ClassFileTransformer {
  private static final String HUNT = "io/badmap/hunt/Hunt";
  private static final String TOLD = "(Ljava/lang/Object;)V";
  private static final String TOLD_THREAD = "(Ljava/lang/Thread;)V";

  private final Instrumentation instrumentation;
  private final List<String> failed = new ArrayList<>();
  private final Class<?>[] classes;

  HandOverWeaver(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
    classes = classes().toArray(new Class<?>[0]);
  }

  /** Weaves what it can, in one step of the VM; what it cannot, in words, or nothing. */
  String install() {
    instrumentation.addTransformer(this, true);
    try {
      instrumentation.retransformClasses(classes);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      failed.add(e.toString());
    } finally {
      instrumentation.removeTransformer(this);
    }
    return String.join(", ", failed);
  }

  /** Gives the JDK its own classes back. */
  void restore() {
    try {
      instrumentation.retransformClasses(classes);
    } catch (UnmodifiableClassException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Class<?>> classes() {
    List<Class<?>> classes = new ArrayList<>();
    for (String name :
        HandOverPoint.ALL.stream().map(HandOverPoint::className).distinct().toList()) {
      try {
        classes.add(Class.forName(name.replace('/', '.'), true, null));
      } catch (ClassNotFoundException e) {
        failed.add(name.replace('/', '.') + ", which is not there");
      }
    }
    return classes;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String className,
      @Nullable Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    if (loader != null || redefined == null) {
      return null;
    }
    try {
      return weave(bytes);
    } catch (Throwable e) {
      // The JDK would swallow it.
      failed.add(className.replace('/', '.') + " (" + e.getMessage() + ')');
      return null;
    }
  }

  /**
   * The class with its hooks; {@code null} where it has none.
   *
   * @throws UnknownShapeException if it lacks what the table expects
   */
  static byte @Nullable [] weave(byte[] original) throws UnknownShapeException {
    ClassNode node = new ClassNode(original);
    boolean any = false;
    for (HandOverPoint point : HandOverPoint.ALL) {
      if (point.className().equals(node.name)) {
        hook(node, point);
        any = true;
      }
    }
    return any ? node.toBytes() : null;
  }

  private static void hook(ClassNode node, HandOverPoint point) throws UnknownShapeException {
    int places = 0;
    for (MethodNode method : node.methods) {
      boolean isInstance = (method.access & Opcodes.ACC_STATIC) == 0;
      if (method.name.equals(point.method()) && isInstance) {
        places += hook(method, point);
      }
    }
    if (places == 0) {
      throw new UnknownShapeException("no place for a hook in " + point.method());
    }
  }

  private static int hook(MethodNode method, HandOverPoint point) {
    AbstractInsnNode first = method.instructions.getFirst();
    if (first == null) {
      return 0;
    }
    int places = 0;
    if (point.where() == HandOverPoint.Where.ENTRY) {
      method.instructions.insert(call(new VarInsnNode(Opcodes.ALOAD, point.local()), point));
      places++;
    } else {
      for (AbstractInsnNode insn : method.instructions.toArray()) {
        AbstractInsnNode operand = operand(insn, point);
        if (operand != null) {
          method.instructions.insertBefore(insn, call(operand, point));
          places++;
        }
      }
    }
    method.maxStack++;
    return places;
  }

  /** What puts the operand of the hook on the stack before {@code insn}; null for no hook there. */
  private static @Nullable AbstractInsnNode operand(AbstractInsnNode insn, HandOverPoint point) {
    if (point.where() == HandOverPoint.Where.EXIT) {
      boolean returns = insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN;
      return returns ? new VarInsnNode(Opcodes.ALOAD, point.local()) : null;
    }
    boolean runs =
        insn instanceof MethodInsnNode called
            && called.owner.equals("java/lang/Runnable")
            && called.name.equals("run");
    return runs ? new InsnNode(Opcodes.DUP) : null;
  }

  private static InsnList call(AbstractInsnNode operand, HandOverPoint point) {
    InsnList code = new InsnList();
    code.add(operand);
    String descriptor = point.hook().equals("joined") ? TOLD_THREAD : TOLD;
    code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, HUNT, point.hook(), descriptor, false));
    return code;
  }
}
