package io.badmap.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent and its libraries from below {@code inst/} of the agent's jar: its ASM never
 * meets the application's.
 */
final class AgentClassLoader extends ClassLoader {
  private static final String ROOT = "inst/";

  /**
   * The JDK's own: under a security manager the agent may do what it does without. Asked for once,
   * since a class may be loaded while a thread of the application is on the stack.
   */
  private static final ProtectionDomain DOMAIN = Object.class.getProtectionDomain();

  static {
    registerAsParallelCapable();
  }

  private final File file;
  private final JarFile jar;

  AgentClassLoader(File file) throws IOException {
    super("badmap", ClassLoader.getPlatformClassLoader());
    this.file = file;
    this.jar = new JarFile(file, false);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    JarEntry entry = jar.getJarEntry(ROOT + name.replace('.', '/') + ".class");
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length, DOMAIN);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    if (jar.getJarEntry(ROOT + name) == null) {
      return null;
    }
    try {
      return URI.create("jar:" + file.toURI() + "!/" + ROOT + name).toURL();
    } catch (MalformedURLException e) {
      return null;
    }
  }
}
