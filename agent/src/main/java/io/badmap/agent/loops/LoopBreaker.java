package io.badmap.agent.loops;

import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.TOP;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Puts a count of steps into the walks of the map classes, so that a walk that a damaged map makes
 * endless is stopped. Works on what {@link io.badmap.agent.weave.Installer} wove, or on classes
 * that it leaves alone.
 *
 * <p>Before each backward jump of a {@link WalkLoop} stands a call of {@code
 * io.badmap.guard.Walks}, which adds one and now and then looks at the map. A loop that counts its
 * steps already, as {@code putVal} does, lends its own count: {@code putVal} has few bytes to spare
 * below HotSpot's FreqInlineSize.
 */
final class LoopBreaker {
  /** Those with loops that follow links or probe a table; a JDK may lack some. */
  static final List<String> CLASSES =
      List.of(
          "java.util.HashMap",
          "java.util.HashMap$TreeNode",
          "java.util.HashMap$KeySet",
          "java.util.HashMap$Values",
          "java.util.HashMap$EntrySet",
          "java.util.HashMap$KeySpliterator",
          "java.util.HashMap$ValueSpliterator",
          "java.util.HashMap$EntrySpliterator",
          "java.util.LinkedHashMap",
          "java.util.LinkedHashMap$LinkedKeySet",
          "java.util.LinkedHashMap$LinkedValues",
          "java.util.LinkedHashMap$LinkedEntrySet",
          "java.util.LinkedHashMap$ReversedLinkedHashMapView",
          "java.util.TreeMap",
          "java.util.TreeMap$Values",
          "java.util.TreeMap$KeySpliterator",
          "java.util.TreeMap$DescendingKeySpliterator",
          "java.util.TreeMap$ValueSpliterator",
          "java.util.TreeMap$EntrySpliterator",
          "java.util.WeakHashMap",
          "java.util.WeakHashMap$KeySpliterator",
          "java.util.WeakHashMap$ValueSpliterator",
          "java.util.WeakHashMap$EntrySpliterator",
          "java.util.IdentityHashMap",
          "java.util.IdentityHashMap$IdentityHashMapIterator");

  private static final String WALKS = "io/badmap/guard/Walks";
  private static final Set<String> MAPS =
      Set.of(
          "java/util/HashMap",
          "java/util/LinkedHashMap",
          "java/util/TreeMap",
          "java/util/WeakHashMap",
          "java/util/IdentityHashMap");

  private final ClassNode node;

  private LoopBreaker(ClassNode node) {
    this.node = node;
  }

  /** The same class, its walks counted. */
  static byte[] rewrite(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassNode node = new ClassNode();
    reader.accept(node, ClassReader.EXPAND_FRAMES);
    node.methods.forEach(new LoopBreaker(node)::breakLoops);
    ClassWriter writer = new ClassWriter(reader, 0);
    node.accept(writer);
    return writer.toByteArray();
  }

  private void breakLoops(MethodNode method) {
    List<WalkLoop> loops = WalkLoop.of(method);
    int first = method.maxLocals;
    for (WalkLoop loop : loops) {
      int lent = lentCount(method, loop);
      countSteps(method, loop, lent >= 0 ? lent : method.maxLocals++);
    }
    if (!loops.isEmpty()) {
      begin(method, first);
      // What a hook is given, on top of what the jump is about to test.
      method.maxStack += 3;
    }
  }

  /** The local in which the loop counts its own steps, no longer added to; -1 where it has none. */
  private static int lentCount(MethodNode method, WalkLoop loop) {
    if (loop.way() != WalkLoop.Way.BIN || loop.loop().backs().size() != 1) {
      return -1;
    }
    AbstractInsnNode before = loop.loop().backs().get(0).getPrevious();
    if (!(before instanceof IincInsnNode count) || count.incr != 1) {
      return -1;
    }
    method.instructions.remove(count);
    return count.var;
  }

  private void countSteps(MethodNode method, WalkLoop loop, int counter) {
    for (JumpInsnNode back : loop.loop().backs()) {
      InsnList code = arguments(method, loop, counter);
      code.add(walks(loop));
      code.add(new VarInsnNode(ISTORE, counter));
      method.instructions.insertBefore(back, code);
    }
    if (loop.nested() && loop.way().isCounted()) {
      beginAnew(method, loop, counter);
    }
  }

  private InsnList arguments(MethodNode method, WalkLoop loop, int counter) {
    InsnList code = new InsnList();
    if (loop.subject() >= 0) {
      code.add(new VarInsnNode(ALOAD, loop.subject()));
    }
    code.add(loadMap(method));
    code.add(new VarInsnNode(ILOAD, counter));
    return code;
  }

  private static MethodInsnNode walks(WalkLoop loop) {
    String object = "Ljava/lang/Object;";
    String descriptor = "(" + (loop.subject() >= 0 ? object : "") + object + "I)I";
    return new MethodInsnNode(INVOKESTATIC, WALKS, loop.way().hook(), descriptor, false);
  }

  /** An inner loop counts from zero each time it is entered; what enters by a jump too. */
  private static void beginAnew(MethodNode method, WalkLoop loop, int counter) {
    LabelNode head = loop.loop().head();
    LabelNode entry = new LabelNode();
    boolean jumpedTo = false;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof JumpInsnNode jump
          && jump.label == head
          && !loop.loop().backs().contains(jump)) {
        jump.label = entry;
        jumpedTo = true;
      }
    }
    InsnList code = new InsnList();
    code.add(entry);
    FrameNode frame = jumpedTo ? frameAt(head) : null;
    if (frame != null) {
      Object[] locals = frame.local.toArray();
      Object[] stack = frame.stack.toArray();
      code.add(new FrameNode(Opcodes.F_NEW, locals.length, locals, stack.length, stack));
    }
    code.add(new InsnNode(ICONST_0));
    code.add(new VarInsnNode(ISTORE, counter));
    method.instructions.insertBefore(head, code);
  }

  /** {@code null} where the JVM has not kept it, as in classes that it does not verify. */
  private static @Nullable FrameNode frameAt(LabelNode label) {
    AbstractInsnNode at = label;
    while (at != null && at.getOpcode() < 0 && !(at instanceof FrameNode)) {
      at = at.getNext();
    }
    return at instanceof FrameNode frame ? frame : null;
  }

  /** Sets the new locals, from {@code first} on, and makes them known to every frame. */
  private static void begin(MethodNode method, int first) {
    InsnList code = new InsnList();
    for (int counter = first; counter < method.maxLocals; counter++) {
      code.add(new InsnNode(ICONST_0));
      code.add(new VarInsnNode(ISTORE, counter));
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame) {
        frame.local = padded(frame.local, first, method.maxLocals);
      }
    }
    method.instructions.insert(code);
  }

  private static List<Object> padded(List<Object> known, int first, int end) {
    List<Object> locals = new ArrayList<>(known == null ? List.of() : known);
    int slots = 0;
    for (Object local : locals) {
      slots += local == Opcodes.LONG || local == Opcodes.DOUBLE ? 2 : 1;
    }
    for (; slots < first; slots++) {
      locals.add(TOP);
    }
    for (; slots < end; slots++) {
      locals.add(INTEGER);
    }
    return locals;
  }

  /** The map that is walked, or {@code null} where the method does not know it. */
  private InsnList loadMap(MethodNode method) {
    InsnList code = new InsnList();
    boolean isStatic = (method.access & ACC_STATIC) != 0;
    FieldInsnNode field = isStatic ? null : mapField();
    if (!isStatic && MAPS.contains(node.name)) {
      code.add(new VarInsnNode(ALOAD, 0));
    } else if (field != null) {
      code.add(new VarInsnNode(ALOAD, 0));
      code.add(field);
    } else {
      int argument = mapArgument(method, isStatic);
      code.add(argument < 0 ? new InsnNode(ACONST_NULL) : new VarInsnNode(ALOAD, argument));
    }
    return code;
  }

  private @Nullable FieldInsnNode mapField() {
    for (FieldNode field : node.fields) {
      if (MAPS.contains(Type.getType(field.desc).getInternalName())) {
        return new FieldInsnNode(GETFIELD, node.name, field.name, field.desc);
      }
    }
    return null;
  }

  private static int mapArgument(MethodNode method, boolean isStatic) {
    int local = isStatic ? 0 : 1;
    for (Type argument : Type.getArgumentTypes(method.desc)) {
      if (argument.getSort() == Type.OBJECT && MAPS.contains(argument.getInternalName())) {
        return local;
      }
      local += argument.getSize();
    }
    return -1;
  }
}
