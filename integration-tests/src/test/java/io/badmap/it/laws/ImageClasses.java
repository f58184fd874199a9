package io.badmap.it.laws;

import io.badmap.it.Jdk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/** The class files of java.base in the run-time image of a JDK. */
public final class ImageClasses {
  private ImageClasses() {}

  /** One class, by its internal name. */
  public static ClassReader one(Jdk jdk, String name) throws IOException {
    try (FileSystem files = open(jdk)) {
      return new ClassReader(
          Files.readAllBytes(files.getPath("/modules/java.base/" + name + ".class")));
    }
  }

  /** Those of one package and the packages below it. */
  static List<ClassReader> of(Jdk jdk, String folder) throws IOException {
    try (FileSystem files = open(jdk);
        Stream<Path> walk = Files.walk(files.getPath("/modules/java.base/" + folder))) {
      List<ClassReader> classes = new ArrayList<>();
      for (Path file : (Iterable<Path>) walk::iterator) {
        if (file.toString().endsWith(".class") && !file.endsWith("module-info.class")) {
          classes.add(new ClassReader(Files.readAllBytes(file)));
        }
      }
      return classes;
    }
  }

  private static FileSystem open(Jdk jdk) throws IOException {
    return FileSystems.newFileSystem(
        URI.create("jrt:/"), Map.of("java.home", jdk.home().toString()));
  }
}
