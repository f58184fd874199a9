package io.badmap.junit;

import java.util.Optional;

/** Tells the JVMs of one build from those of another: by the process that started them. */
final class Build {
  private static final String COMMAND = System.getProperty("sun.java.command", "");

  private Build() {}

  static boolean isGradle() {
    return COMMAND.contains("GradleWorkerMain");
  }

  private static boolean isFork() {
    return isGradle() || COMMAND.contains("surefire");
  }

  /** The same in all JVMs that one Maven or one Gradle daemon forks; else this JVM's own. */
  static String name() {
    ProcessHandle self = ProcessHandle.current();
    if (isFork()) {
      for (Optional<ProcessHandle> at = self.parent(); at.isPresent(); at = at.get().parent()) {
        if (isJava(at.get())) {
          return name(at.get());
        }
      }
    }
    return name(self);
  }

  /** A shell may stand between the build tool and its fork. */
  private static boolean isJava(ProcessHandle process) {
    String command = process.info().command().orElse("");
    return command.endsWith("java") || command.endsWith("java.exe");
  }

  private static String name(ProcessHandle process) {
    return process.pid() + "@" + process.info().startInstant().orElse(null);
  }
}
