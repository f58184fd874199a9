package io.badmap.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Loads a library out of the one entry of the agent's jar that holds it, and the classes that use
 * it. Lives as long as these: code and bytes of the library go with it.
 *
 * <p>A jar in the jar, since every entry more costs each start of the agent some time.
 */
public final class LibraryLoader extends ClassLoader {
  private final String own;
  private final Map<String, byte[]> library;

  /**
   * Reads the library.
   *
   * @param agent the agent's own loader
   * @param entry the name of the jar below {@code inst/}
   * @param library the beginning of the names of its classes, with slashes
   * @param own the classes of the agent that use it, with dots, up to the last
   * @throws IOException if the agent's jar does not hold it
   */
  public LibraryLoader(ClassLoader agent, String entry, String library, String own)
      throws IOException {
    super("badmap-" + entry, agent);
    this.own = own;
    this.library = read(agent, entry, library);
  }

  private static Map<String, byte[]> read(ClassLoader agent, String name, String prefix)
      throws IOException {
    InputStream entry = agent.getResourceAsStream(name);
    if (entry == null) throw new IOException("no " + name + " in the agent's jar");
    Map<String, byte[]> classes = new HashMap<>();
    try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(entry.readAllBytes()))) {
      for (JarEntry next; (next = jar.getNextJarEntry()) != null; ) {
        String file = next.getName();
        if (file.startsWith(prefix) && file.endsWith(".class")) {
          classes.put(file, jar.readAllBytes());
        }
      }
    } finally {
      entry.close();
    }
    return classes;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(own)) return super.loadClass(name, resolve);
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classFile(name.replace('.', '/') + ".class");
    if (bytes == null) throw new ClassNotFoundException(name);
    return defineClass(name, bytes, 0, bytes.length, getClass().getProtectionDomain());
  }

  private byte @Nullable [] classFile(String path) throws ClassNotFoundException {
    byte[] bytes = library.get(path);
    if (bytes != null) return bytes;
    try (InputStream own = getParent().getResourceAsStream(path)) {
      return own == null ? null : own.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(path, e);
    }
  }

  /** Class files of the library, as Byte Buddy asks for those of its own annotations. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes = library.get(name);
    return bytes != null ? new ByteArrayInputStream(bytes) : super.getResourceAsStream(name);
  }
}
