package io.badmap.it.programs;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The JDK's compiler, several times at once in one JVM, as a build with threads has it. */
public final class JavacProgram {
  private JavacProgram() {}

  /** Compiles the sources below {@code args[0]} into folders below {@code args[1]}. */
  public static void main(String[] args) throws Exception {
    List<Path> sources = list(Path.of(args[0]), ".java");
    Crew.run(member -> compile(sources, Path.of(args[1]).resolve(Integer.toString(member))));
  }

  private static String compile(List<Path> sources, Path output) throws IOException {
    Files.createDirectories(output);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("--release", "17", "-proc:none", "-nowarn", "-d", output.toString());
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call()) {
        throw new IOException("the sources do not compile: " + messages);
      }
    }
    return digest(output);
  }

  /** What stands for the classes below a folder. */
  static String digest(Path folder) throws IOException {
    CRC32 crc = new CRC32();
    List<Path> classes = list(folder, ".class");
    for (Path file : classes) {
      crc.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      crc.update(Files.readAllBytes(file));
    }
    return classes.size() + " classes " + Long.toHexString(crc.getValue());
  }

  /** The files below a folder whose names end so, in a fixed order. */
  static List<Path> list(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
