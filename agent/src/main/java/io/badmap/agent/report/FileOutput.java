package io.badmap.agent.report;

import io.badmap.agent.out.Output;
import io.badmap.agent.out.Stderr;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends to a file, in UTF-8. One that cannot be opened is told once and stderr used from then on.
 * Where a write fails, since the disk is full perhaps, that is told once and the report goes to
 * stderr; the next one is tried again.
 */
final class FileOutput implements Output {
  private final String name;
  private final Stderr stderr;
  private final @Nullable OutputStream stream;
  private boolean told;

  /** Whether the last write may have left a part behind. */
  private boolean torn;

  FileOutput(String name, Stderr stderr) {
    this.name = name;
    this.stderr = stderr;
    OutputStream opened = null;
    try {
      opened = new FileOutputStream(name, true);
    } catch (IOException | SecurityException e) {
      tell(e);
    }
    stream = opened;
  }

  /** Writes to {@code stream}, which is of the file {@code name}. */
  FileOutput(String name, OutputStream stream, Stderr stderr) {
    this.name = name;
    this.stderr = stderr;
    this.stream = stream;
  }

  @Override
  public void write(String text, List<ClassLoader> application) {
    if (stream == null || !append(stream, text)) {
      stderr.write(text);
    }
  }

  private boolean append(OutputStream open, String text) {
    try {
      open.write((torn ? '\n' + text : text).getBytes(StandardCharsets.UTF_8));
      torn = false;
      return true;
    } catch (IOException e) {
      torn = true;
      tell(e);
      return false;
    }
  }

  private void tell(Exception e) {
    if (!told) {
      told = true;
      stderr.line("cannot write '" + name + "' (" + e.getMessage() + "): reports go to stderr");
    }
  }
}
