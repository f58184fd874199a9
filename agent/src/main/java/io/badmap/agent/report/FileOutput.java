package io.badmap.agent.report;

import io.badmap.agent.start.Output;
import io.badmap.agent.start.Stderr;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends to a file, in UTF-8. A file that cannot be written is told once and stderr used from then
 * on.
 */
final class FileOutput implements Output {
  private final String name;
  private final Stderr stderr;
  private @Nullable OutputStream stream;

  FileOutput(String name, Stderr stderr) {
    this.name = name;
    this.stderr = stderr;
    try {
      stream = new FileOutputStream(name, true);
    } catch (IOException | SecurityException e) {
      tell(e);
    }
  }

  @Override
  public void write(String text, List<ClassLoader> application) {
    OutputStream open = stream;
    if (open != null) {
      try {
        open.write(text.getBytes(StandardCharsets.UTF_8));
        return;
      } catch (IOException e) {
        stream = null;
        tell(e);
      }
    }
    stderr.write(text);
  }

  private void tell(Exception e) {
    stderr.line("cannot write '" + name + "' (" + e.getMessage() + "): reports go to stderr");
  }
}
