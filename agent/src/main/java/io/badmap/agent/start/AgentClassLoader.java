package io.badmap.agent.start;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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
  private final ZipFile jar;

  AgentClassLoader(File file) throws IOException {
    super("badmap", ClassLoader.getPlatformClassLoader());
    this.file = file;
    this.jar = new ZipFile(file);
  }

  /** What is only here is not looked for above: it would take the JDK longer than to load it. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (jar.getEntry(file(name)) == null) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ZipEntry entry = jar.getEntry(file(name));
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = jar.getInputStream(entry)) {
      // Read at once: to read on until the end takes three buffers for each class.
      byte[] bytes = in.readNBytes((int) entry.getSize());
      return defineClass(name, bytes, 0, bytes.length, DOMAIN);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static String file(String className) {
    return ROOT + className.replace('.', '/') + ".class";
  }

  @Override
  protected @Nullable URL findResource(String name) {
    if (jar.getEntry(ROOT + name) == null) {
      return null;
    }
    try {
      return URI.create("jar:" + file.toURI() + "!/" + ROOT + name).toURL();
    } catch (MalformedURLException e) {
      return null;
    }
  }
}
