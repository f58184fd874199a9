package io.badmap.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Loads classes and resources from a jar that is an entry of another, held in memory. */
public final class NestedJarClassLoader extends ClassLoader {
  private static final ProtectionDomain DOMAIN = Object.class.getProtectionDomain();

  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> files = new HashMap<>();

  /** Reads {@code jar} to its end; the caller closes it. */
  public NestedJarClassLoader(String name, ClassLoader parent, InputStream jar) throws IOException {
    super(name, parent);
    ZipInputStream in = new ZipInputStream(jar);
    for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
      if (!entry.isDirectory()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = files.get(name.replace('.', '/') + ".class");
    if (bytes == null) throw new ClassNotFoundException(name);
    return defineClass(name, bytes, 0, bytes.length, DOMAIN);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) return null;
    try {
      return new URL("badmap", "", -1, "/" + name, new Handler(bytes));
    } catch (MalformedURLException e) {
      return null;
    }
  }

  private static final class Handler extends URLStreamHandler {
    private final byte[] bytes;

    Handler(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }
}
