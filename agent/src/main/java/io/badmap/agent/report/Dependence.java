package io.badmap.agent.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Whether the code makes an act follow from a lookup: a server thread that reads a key for one
 * request and stores it for the next has not acted on what it read. Looks at the innermost method
 * that both have in common, where the lookup is one call and the act another, and asks {@link
 * Influence} whether the second depends on what the first gave back; and at each method between
 * that one and the lookup, whether it hands on what it got.
 *
 * <p>Reads class files: for the agent's own thread only.
 */
final class Dependence {
  /** What the code shows. */
  enum Answer {
    /** The act depends on the lookup's result. */
    YES,
    /** It does not. */
    NO,
    /** The class file is not to be had, or has no lines. */
    UNKNOWN
  }

  /** A call in a method: on which line, and of what; whether that is a method of a map. */
  private record Call(int line, String callee, boolean ofMap) {
    static Call at(StackTraceElement caller, StackTraceElement callee) {
      boolean ofMap = MapCode.layer(callee) == MapCode.Layer.MAP;
      return new Call(caller.getLineNumber(), callee.getMethodName(), ofMap);
    }
  }

  /**
   * @param put {@code null} asks whether the method returns what the lookup gave back
   */
  private record Question(String className, String method, Call lookup, @Nullable Call put) {}

  private static final int KNOWN = 10_000;

  private final Function<String, byte @Nullable []> classFiles;
  private final Map<Question, Answer> known = new HashMap<>();

  /**
   * @param classFiles the class file of a class by its name with dots, {@code null} where it is not
   *     to be had
   */
  Dependence(Function<String, byte @Nullable []> classFiles) {
    this.classFiles = classFiles;
  }

  /** Compares two stacks of one thread, innermost frame first. */
  Answer of(List<StackTraceElement> check, List<StackTraceElement> act) {
    int i = check.size() - 1;
    int j = act.size() - 1;
    while (i >= 0 && j >= 0 && check.get(i).equals(act.get(j))) {
      i--;
      j--;
    }
    boolean sameMethod = i > 0 && j > 0 && isSameMethod(check.get(i), act.get(j));
    int up = sameMethod ? 0 : 1;
    if (i + up < 1 || j + up < 1 || i + up >= check.size() || j + up >= act.size()) {
      return Answer.UNKNOWN;
    }
    StackTraceElement method = check.get(i + up);
    Call lookup = Call.at(method, check.get(i + up - 1));
    Call put = Call.at(act.get(j + up), act.get(j + up - 1));
    Answer answer =
        answer(new Question(method.getClassName(), method.getMethodName(), lookup, put));
    return answer == Answer.YES && !isHandedOn(check.subList(0, i + up)) ? Answer.NO : answer;
  }

  /**
   * Whether what a lookup gave back comes out of the outermost of these frames, as far as can be
   * told. A constructor returns nothing, but makes what may hold it.
   */
  private boolean isHandedOn(List<StackTraceElement> frames) {
    for (int i = 1; i < frames.size(); i++) {
      StackTraceElement frame = frames.get(i);
      StackTraceElement callee = frames.get(i - 1);
      if (MapCode.layer(frame) == MapCode.Layer.MAP
          || frame.getMethodName().equals("<init>")
          || callee.getMethodName().equals("<init>")) {
        continue;
      }
      Call call = Call.at(frame, callee);
      Question question = new Question(frame.getClassName(), frame.getMethodName(), call, null);
      if (answer(question) == Answer.NO) {
        return false;
      }
    }
    return true;
  }

  private Answer answer(Question question) {
    Answer answer = known.get(question);
    if (answer == null) {
      answer = read(question);
      if (known.size() < KNOWN) {
        known.put(question, answer);
      }
    }
    return answer;
  }

  private static boolean isSameMethod(StackTraceElement one, StackTraceElement other) {
    return one.getClassName().equals(other.getClassName())
        && one.getMethodName().equals(other.getMethodName());
  }

  private Answer read(Question question) {
    byte[] classFile;
    try {
      classFile = classFiles.apply(question.className());
    } catch (RuntimeException | LinkageError e) {
      return Answer.UNKNOWN;
    }
    if (classFile == null) {
      return Answer.UNKNOWN;
    }
    ClassNode type = new ClassNode();
    new ClassReader(classFile).accept(type, ClassReader.SKIP_FRAMES);
    Answer answer = Answer.UNKNOWN;
    for (MethodNode method : type.methods) {
      if (!method.name.equals(question.method())) {
        continue;
      }
      List<AbstractInsnNode> from = calls(method, question.lookup());
      Call put = question.put();
      List<AbstractInsnNode> to = put == null ? from : calls(method, put);
      if (from.isEmpty() || to.isEmpty()) {
        continue;
      }
      if (put == null
          ? isReturned(type.name, method, from)
          : influences(type.name, method, from, to, !put.ofMap())) {
        return Answer.YES;
      }
      answer = Answer.NO;
    }
    return answer;
  }

  private static boolean influences(
      String owner,
      MethodNode method,
      List<AbstractInsnNode> from,
      List<AbstractInsnNode> to,
      boolean receiver) {
    try {
      return new Influence(owner, method).reaches(from, to, receiver);
    } catch (AnalyzerException e) {
      return true;
    }
  }

  private static boolean isReturned(
      String owner, MethodNode method, List<AbstractInsnNode> lookups) {
    try {
      return new Influence(owner, method).isReturned(lookups);
    } catch (AnalyzerException e) {
      return true;
    }
  }

  /** The calls of that name in that line; all of the line where a lambda hides the name. */
  private static List<AbstractInsnNode> calls(MethodNode method, Call wanted) {
    List<AbstractInsnNode> named = new ArrayList<>();
    List<AbstractInsnNode> all = new ArrayList<>();
    int line = -1;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LineNumberNode number) {
        line = number.line;
      } else if (line == wanted.line() && insn instanceof MethodInsnNode call) {
        all.add(insn);
        if (call.name.equals(wanted.callee())) {
          named.add(insn);
        }
      } else if (line == wanted.line() && insn instanceof InvokeDynamicInsnNode) {
        all.add(insn);
      }
    }
    return named.isEmpty() ? all : named;
  }
}
