package io.badmap.agent.report;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Follows a value on a source line back to the field it was loaded from, by data flow: through
 * local variables with one assignment, casts, and the views, iterators and streams of a map. Two
 * calls of the same name on the line must lead to the same field.
 */
final class FieldSource {
  private static final int MAX_STEPS = 64;

  private static final Set<String> VIEWS =
      Set.of(
          "entrySet",
          "keySet",
          "values",
          "iterator",
          "spliterator",
          "stream",
          "parallelStream",
          "sequencedEntrySet",
          "sequencedKeySet",
          "sequencedValues",
          "reversed");

  /** Steps of a stream that run when its terminal operation runs. */
  private static final Set<String> STREAM_STEPS =
      Set.of(
          "filter",
          "map",
          "mapToInt",
          "mapToLong",
          "mapToDouble",
          "mapToObj",
          "flatMap",
          "distinct",
          "sorted",
          "peek",
          "limit",
          "skip",
          "boxed",
          "parallel",
          "sequential",
          "unordered");

  private final ClassNode type = new ClassNode();
  private final String method;

  FieldSource(byte[] classFile, String method) {
    new ClassReader(classFile).accept(type, ClassReader.SKIP_FRAMES);
    this.method = method;
  }

  /** The field whose value {@code callee} is called on, in that line. */
  @Nullable MapName ofReceiver(int line, String callee) {
    return find(line, callee, false);
  }

  /** The field whose value is the last argument of {@code callee} in that line. */
  @Nullable MapName ofArgument(int line, String callee) {
    return find(line, callee, true);
  }

  private @Nullable MapName find(int line, String callee, boolean argument) {
    MapName found = null;
    for (MethodNode candidate : type.methods) {
      if (!candidate.name.equals(method)) {
        continue;
      }
      int current = -1;
      Flow flow = null;
      for (AbstractInsnNode instruction : candidate.instructions) {
        if (instruction instanceof LineNumberNode number) {
          current = number.line;
        }
        if (current != line || !isCall(instruction, callee)) {
          continue;
        }
        flow = flow == null ? new Flow(type.name, candidate) : flow;
        MapName name = flow.operand((MethodInsnNode) instruction, argument);
        if (name == null || (found != null && !found.equals(name))) {
          return null;
        }
        found = name;
      }
    }
    return found;
  }

  private static boolean isCall(AbstractInsnNode instruction, String callee) {
    return instruction instanceof MethodInsnNode call
        && call.name.equals(callee)
        && call.getOpcode() != Opcodes.INVOKESTATIC;
  }

  /** The data flow of one method. */
  private static final class Flow {
    private final MethodNode code;
    private final @Nullable Frame<SourceValue>[] frames;

    Flow(String owner, MethodNode code) {
      this.code = code;
      try {
        frames = new Analyzer<>(new SourceInterpreter()).analyzeAndComputeMaxs(owner, code);
      } catch (AnalyzerException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Nullable MapName operand(MethodInsnNode call, boolean argument) {
      int arguments = Type.getArgumentTypes(call.desc).length;
      if (argument && arguments == 0) {
        return null;
      }
      return field(onStack(call, argument ? 0 : arguments));
    }

    private @Nullable MapName field(@Nullable SourceValue start) {
      SourceValue value = start;
      for (int step = 0; value != null && step < MAX_STEPS; step++) {
        if (value.insns.size() != 1) {
          return null;
        }
        AbstractInsnNode source = value.insns.iterator().next();
        if (source instanceof FieldInsnNode load) {
          return name(load);
        }
        value = before(source);
      }
      return null;
    }

    /** The value that {@code source} only passes on; {@code null} where it makes a new one. */
    private @Nullable SourceValue before(AbstractInsnNode source) {
      return switch (source.getOpcode()) {
        case Opcodes.ALOAD -> local((VarInsnNode) source);
        case Opcodes.ASTORE, Opcodes.CHECKCAST, Opcodes.DUP -> onStack(source, 0);
        case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE -> viewed((MethodInsnNode) source);
        default -> null;
      };
    }

    private @Nullable SourceValue viewed(MethodInsnNode call) {
      if (!passesOn(call)) {
        return null;
      }
      return onStack(call, Type.getArgumentTypes(call.desc).length);
    }

    private static boolean passesOn(MethodInsnNode call) {
      if (call.owner.startsWith("java/util/stream/")) {
        return STREAM_STEPS.contains(call.name) || VIEWS.contains(call.name);
      }
      return VIEWS.contains(call.name) && Type.getArgumentTypes(call.desc).length == 0;
    }

    private @Nullable SourceValue local(VarInsnNode load) {
      Frame<SourceValue> frame = frames[code.instructions.indexOf(load)];
      return frame == null ? null : frame.getLocal(load.var);
    }

    private @Nullable SourceValue onStack(AbstractInsnNode at, int below) {
      Frame<SourceValue> frame = frames[code.instructions.indexOf(at)];
      if (frame == null || frame.getStackSize() <= below) {
        return null;
      }
      return frame.getStack(frame.getStackSize() - 1 - below);
    }

    private static MapName name(FieldInsnNode load) {
      String owner = load.owner.substring(load.owner.lastIndexOf('/') + 1).replace('$', '.');
      return new MapName(owner + '.' + load.name, load.getOpcode() == Opcodes.GETSTATIC);
    }
  }
}
