package io.badmap.agent.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.agent.canary.Points.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class PointsCanaryTest {
  private static Point of(String name, String above, String... interfaces) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, above, interfaces);
    writer.visitEnd();
    return Points.of(PointsCanaryTest.class.getClassLoader(), name, writer.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jakarta/servlet/", "javax/servlet/"})
  void aFilterOrServletThatInheritsItsInterfaceIsNotWoven(String root) {
    assertThat(of(root + "http/HttpFilter", root + "GenericFilter")).isEqualTo(Point.SERVLET);
    assertThat(of("app/Own", root + "http/HttpFilter")).isEqualTo(Point.SERVLET);
    assertThat(of("app/Own", root + "GenericFilter")).isEqualTo(Point.SERVLET);
    assertThat(of("app/Own", root + "GenericServlet")).isEqualTo(Point.SERVLET);
    assertThat(of("app/Own", "java/lang/Object", root + "Filter")).isEqualTo(Point.SERVLET);
  }

  @Test
  void aClassOfTheApplicationIsWovenForNothing() {
    assertThat(of("app/Own", "java/lang/Object", "java/lang/Runnable")).isNull();
    assertThat(of("app/Own", "jakarta/servlet/http/HttpServlet")).isNull();
  }
}
