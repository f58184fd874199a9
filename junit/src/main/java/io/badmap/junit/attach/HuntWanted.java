package io.badmap.junit.attach;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;

/**
 * Whether a class in a folder of the class path bears {@code @WatchMaps(hunt = ...)}. The agent has
 * to know before the first class is loaded, so the files are searched for both names.
 */
public final class HuntWanted {
  private static final byte[] ANNOTATION =
      "Lio/badmap/junit/WatchMaps;".getBytes(StandardCharsets.UTF_8);

  /** As an entry of a constant pool: a tag, the length, the name. */
  private static final byte[] MEMBER = {1, 0, 4, 'h', 'u', 'n', 't'};

  /** Far beyond the classes of one module. */
  private static final int MOST_FILES = 50_000;

  private static final String ON = "hunt=on";

  private HuntWanted() {}

  /** Looks into the folders of {@code loader}'s class path; what cannot be read does not count. */
  public static boolean in(ClassLoader loader) {
    try {
      for (URL root : Collections.list(loader.getResources(""))) {
        if (root.getProtocol().equals("file") && isBelow(Path.of(root.toURI()))) {
          return true;
        }
      }
    } catch (IOException | URISyntaxException | IllegalArgumentException e) {
      return false;
    }
    return false;
  }

  /** Whether an agent that was given to this JVM at its start was told to hunt. */
  public static boolean wasGiven() {
    String environment = System.getenv("BADMAP");
    if (environment != null && environment.contains(ON)) {
      return true;
    }
    try {
      return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .anyMatch(argument -> argument.startsWith("-javaagent:") && argument.contains(ON));
    } catch (LinkageError e) {
      // An image without java.management cannot tell.
      return true;
    }
  }

  private static boolean isBelow(Path root) throws IOException {
    Search search = new Search();
    Files.walkFileTree(root, search);
    return search.found;
  }

  static boolean isIn(byte[] classFile) {
    return contains(classFile, ANNOTATION) && contains(classFile, MEMBER);
  }

  private static boolean contains(byte[] bytes, byte[] wanted) {
    for (int at = 0; at + wanted.length <= bytes.length; at++) {
      int same = 0;
      while (same < wanted.length && bytes[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }

  private static final class Search extends SimpleFileVisitor<Path> {
    private int files;
    private boolean found;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!file.toString().endsWith(".class")) {
        return FileVisitResult.CONTINUE;
      }
      found = isIn(Files.readAllBytes(file));
      return found || ++files >= MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
