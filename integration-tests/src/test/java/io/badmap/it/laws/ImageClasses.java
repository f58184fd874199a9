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
final class ImageClasses {
  private ImageClasses() {}

  /** Those of one package and the packages below it. */
  static List<ClassReader> of(Jdk jdk, String folder) throws IOException {
    URI image = URI.create("jrt:/");
    try (FileSystem files =
            FileSystems.newFileSystem(image, Map.of("java.home", jdk.home().toString()));
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
}
