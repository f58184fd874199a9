package io.badmap.agent.gomap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Loads Byte Buddy out of the one entry of the agent's jar that holds it, and the classes that use
 * it. Lives for one weaving: its code and its bytes go with it.
 *
 * <p>A jar in the jar, since every entry more costs each start of the agent some time.
 */
final class AdviceLoader extends ClassLoader {
  private static final String LIBRARY = "byte-buddy.jar";
  private static final String OWN = "io.badmap.agent.gomap.";

  private final Map<String, byte[]> library;

  AdviceLoader(ClassLoader agent) throws IOException {
    super("badmap-advice", agent);
    library = read(agent);
  }

  private static Map<String, byte[]> read(ClassLoader agent) throws IOException {
    InputStream entry = agent.getResourceAsStream(LIBRARY);
    if (entry == null) throw new IOException("no " + LIBRARY + " in the agent's jar");
    Map<String, byte[]> classes = new HashMap<>();
    try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(entry.readAllBytes()))) {
      for (JarEntry next; (next = jar.getNextJarEntry()) != null; ) {
        String name = next.getName();
        if (name.startsWith("net/bytebuddy/") && name.endsWith(".class")) {
          classes.put(name, jar.readAllBytes());
        }
      }
    } finally {
      entry.close();
    }
    return classes;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OWN)) return super.loadClass(name, resolve);
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
