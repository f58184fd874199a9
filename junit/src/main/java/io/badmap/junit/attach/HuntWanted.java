package io.badmap.junit.attach;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;

/**
 * Whether a class in a folder of the class path bears {@code @WatchMaps(hunt = true)}, on itself or
 * a method. The agent has to know before the first class is loaded, so the files are searched.
 */
public final class HuntWanted {
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

  private static final class Search extends SimpleFileVisitor<Path> {
    private int files;
    private boolean found;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!file.toString().endsWith(".class")) {
        return FileVisitResult.CONTINUE;
      }
      found = ClassFile.asksForHunt(Files.readAllBytes(file));
      return found || ++files >= MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
