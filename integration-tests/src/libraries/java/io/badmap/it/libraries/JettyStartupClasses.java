package io.badmap.it.libraries;

import jakarta.servlet.ServletContainerInitializer;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration.DiscoveredServletContainerInitializerHolder;
import org.eclipse.jetty.ee10.annotations.AnnotationParser.ClassInfo;
import org.eclipse.jetty.ee10.annotations.ContainerInitializerAnnotationHandler;
import org.eclipse.jetty.ee10.servlet.Source;

/**
 * Threads that scan different jars tell one handler of the classes that carry an annotation, as
 * Jetty's own scan does. The handler adds their names to one {@code HashSet}.
 */
public final class JettyStartupClasses {
  private static final int CLASSES = 50_000;

  private JettyStartupClasses() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    ClassInfo[][] jars = {jar("a"), jar("b")};
    Race.run(args, jars.length, round -> scan(jars));
  }

  private static Race.Contest scan(ClassInfo[][] jars) {
    ServletContainerInitializer initializer = (classes, context) -> {};
    DiscoveredServletContainerInitializerHolder holder =
        new DiscoveredServletContainerInitializerHolder(
            Source.EMBEDDED, initializer, Deprecated.class);
    ContainerInitializerAnnotationHandler handler =
        new ContainerInitializerAnnotationHandler(holder, Deprecated.class);
    return thread -> {
      for (ClassInfo info : jars[thread]) {
        handler.handle(info, Deprecated.class.getName());
      }
      return CLASSES;
    };
  }

  private static ClassInfo[] jar(String name) {
    ClassInfo[] classes = new ClassInfo[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      classes[i] =
          new ClassInfo(null, name + ".Class" + i, 61, 0, "java.lang.Object", null, new String[0]);
    }
    return classes;
  }
}
