package io.badmap.junit.report;

import io.badmap.junit.watch.Watch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the report is written, and what of it other JVMs of the same build have written there.
 * Thread-safe.
 *
 * <p>{@code parts/} holds one file for each JVM of the latest build and the name of that build;
 * whoever finds another name there clears the folder. A lock file keeps JVMs apart.
 */
public final class ReportFolder {
  private static final String BUILD = "build";
  private static final String SUFFIX = ".properties";

  private final Path folder;
  private final String build;
  private final String part;

  /**
   * A folder that need not be there yet.
   *
   * @param folder where
   * @param build the name of this build
   */
  public ReportFolder(Path folder, String build) {
    this.folder = folder;
    this.build = build;
    part = "jvm-" + ProcessHandle.current().pid() + SUFFIX;
  }

  /** The page for people. */
  public Path html() {
    return folder.resolve("report.html");
  }

  /** Writes what {@code watch} knows, and all pages anew. */
  public synchronized void write(Watch watch) throws IOException {
    Path parts = folder.resolve("parts");
    Files.createDirectories(parts);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("parts.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid()) {
        startBuild(parts);
        replace(parts.resolve(part), Part.text(Report.of(watch)));
        Report report = Report.merged(read(parts));
        replace(folder.resolve("report.txt"), TextPage.of(report));
        replace(folder.resolve("report.json"), JsonPage.of(report));
        replace(html(), HtmlPage.of(report));
        replace(folder.resolve("pairs.txt"), TextPage.pairs(report));
      }
    }
  }

  private void startBuild(Path parts) throws IOException {
    Path name = parts.resolve(BUILD);
    if (Files.isRegularFile(name) && Files.readString(name).equals(build)) {
      return;
    }
    for (Path old : parts(parts)) {
      Files.deleteIfExists(old);
    }
    replace(name, build);
  }

  /** A part that was cut by the end of its JVM is left out. */
  private static List<Report> read(Path parts) throws IOException {
    List<Report> reports = new ArrayList<>();
    for (Path file : parts(parts)) {
      try {
        reports.add(Part.read(file));
      } catch (IllegalArgumentException e) {
        System.err.println("badmap: " + file + " is left out of the report: " + e.getMessage());
      }
    }
    return reports;
  }

  private static List<Path> parts(Path parts) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(parts, "*" + SUFFIX)) {
      stream.forEach(files::add);
    }
    files.sort(null);
    return files;
  }

  /** Nobody sees half a file. */
  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text, StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
