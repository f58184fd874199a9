package io.badmap.agent.canary.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class WeaverCanaryTest {
  private static final String THREAD = "java/lang/Thread";

  /** Where a thread calls its task on JDK 17, and on 21. */
  @ParameterizedTest
  @ValueSource(strings = {"run", "runWith"})
  @EnabledForJreRange(max = JRE.JAVA_24)
  void aThreadOfSomeJdkRunsItsTaskOutsideOfTheScope(String method) {
    byte[] woven =
        new Weaver().transform(null, THREAD, Thread.class, null, threadThatRunsIn(method));
    assertThat(calls(woven)).containsExactly("io/badmap/canary/Carried.run");
  }

  private static byte[] threadThatRunsIn(String name) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, THREAD, null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(0, name, "(Ljava/lang/Object;Ljava/lang/Runnable;)V", null, null);
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 2);
    method.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/lang/Runnable", "run", "()V", true);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(1, 3);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static List<String> calls(byte[] type) {
    List<String> calls = new ArrayList<>();
    new ClassReader(type)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String name, String type, boolean isInterface) {
                    calls.add(owner + "." + name);
                  }
                };
              }
            },
            0);
    return calls;
  }
}
