package io.badmap.junit.attach;

import java.io.File;

/** The lines of a build that start the JVM of the tests with the agent. */
final class StartWithAgent {
  private StartWithAgent() {}

  static String lines(File jar) {
    return """
        Start the JVM of the tests with the agent instead.
        Maven, in the configuration of maven-surefire-plugin and maven-failsafe-plugin:
            <argLine>-javaagent:%1$s</argLine>
        (with JaCoCo: <argLine>@{argLine} -javaagent:%1$s</argLine>)
        Gradle:
            tasks.withType(Test).configureEach { jvmArgs("-javaagent:%1$s") }"""
        .formatted(jar);
  }
}
