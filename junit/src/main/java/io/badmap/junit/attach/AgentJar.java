package io.badmap.junit.attach;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent's jar lies: what {@code -Dbadmap.agent} names, else the jar on the class path.
 *
 * @param file the jar; {@code null} where there is none
 * @param problem what to tell then; empty otherwise
 */
record AgentJar(@Nullable File file, String problem) {
  static final String PROPERTY = "badmap.agent";

  private static final String ENTRY = "io/badmap/agent/Premain.class";

  /** Looks in {@code loader}'s class path. */
  static AgentJar find(ClassLoader loader) {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      File file = new File(named).getAbsoluteFile();
      return file.isFile()
          ? new AgentJar(file, "")
          : missing("-D" + PROPERTY + "=" + named + " is not a file");
    }
    try {
      String folder = null;
      for (URL url : Collections.list(loader.getResources(ENTRY))) {
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection jar) {
          return new AgentJar(Path.of(jar.getJarFileURL().toURI()).toFile(), "");
        }
        folder = url.getPath();
      }
      return folder == null
          ? missing(
              "no badmap agent on the class path of the tests: add io.badmap:badmap-agent in scope"
                  + " test, or name the file with -D"
                  + PROPERTY
                  + "=FILE")
          : missing(
              "the badmap agent on the class path of the tests is a folder of classes and no jar: "
                  + folder
                  + "; build it up to the phase package, or name the file with -D"
                  + PROPERTY
                  + "=FILE");
    } catch (IOException | URISyntaxException | IllegalArgumentException e) {
      return missing("the badmap agent on the class path of the tests cannot be read: " + e);
    }
  }

  private static AgentJar missing(String problem) {
    return new AgentJar(null, problem);
  }
}
