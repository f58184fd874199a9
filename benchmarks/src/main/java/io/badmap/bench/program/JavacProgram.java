package io.badmap.bench.program;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles released libraries from their source jars, into memory. */
public final class JavacProgram {
  private JavacProgram() {}

  /**
   * Compiles every source of every jar.
   *
   * @param args {@code full}, or {@code quick} for one jar alone; the folder of the jars
   */
  public static void main(String[] args) throws IOException {
    File folder = new File(args[1]);
    File[] jars = folder.listFiles((dir, name) -> name.endsWith(".jar"));
    if (jars == null || jars.length == 0) {
      throw new IOException("no source jars in " + folder);
    }
    Arrays.sort(jars);
    List<JavaFileObject> sources = new ArrayList<>();
    for (File jar : Outcome.isQuick(args) ? Arrays.copyOf(jars, 1) : jars) {
      read(jar, sources);
    }
    Outcome.print(sources.size() + " files", compile(sources));
  }

  private static void read(File jar, List<JavaFileObject> sources) throws IOException {
    try (ZipFile zip = new ZipFile(jar)) {
      for (ZipEntry entry : zip.stream().toList()) {
        // A module descriptor would put all the other libraries out of sight.
        if (entry.getName().endsWith(".java") && !entry.getName().endsWith("module-info.java")) {
          byte[] text = zip.getInputStream(entry).readAllBytes();
          sources.add(new Source(entry.getName(), new String(text, StandardCharsets.UTF_8)));
        }
      }
    }
  }

  private static long compile(List<JavaFileObject> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (Memory classes =
        new Memory(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8))) {
      // These libraries are older than some of the newest methods of java.util, and clash with
      // them.
      List<String> options = List.of("--release", "17", "-nowarn", "-proc:none");
      if (!compiler.getTask(messages, classes, null, options, null, sources).call()) {
        throw new IOException("the sources do not compile: " + messages);
      }
      return classes.checksum();
    }
  }

  /** A source that was read already. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("memory:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what javac writes, by class name. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new ConcurrentHashMap<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      URI uri = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(className, bytes);
          return bytes;
        }
      };
    }

    long checksum() {
      CRC32 crc = new CRC32();
      new TreeMap<>(written)
          .forEach(
              (name, bytes) -> {
                crc.update(name.getBytes(StandardCharsets.UTF_8));
                crc.update(bytes.toByteArray());
              });
      return crc.getValue();
    }
  }
}
