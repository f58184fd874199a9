package io.badmap.agent.out;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;

/**
 * The process's own stderr, whatever the application made of {@code System.err}: no lock of its
 * {@code PrintStream} is taken. Thread-safe: a text is one write.
 */
public final class Stderr implements Output {
  private final OutputStream stream;
  private final Charset charset;

  /** The stderr of this process, in the charset that the JDK uses for it. */
  @SuppressWarnings("DefaultCharset")
  public Stderr() {
    this(new FileOutputStream(FileDescriptor.err), charset());
  }

  /** Writes to {@code stream} instead. */
  public Stderr(OutputStream stream, Charset charset) {
    this.stream = stream;
    this.charset = charset;
  }

  @Override
  public void write(String text, List<ClassLoader> application) {
    write(text);
  }

  /** Writes and flushes; a closed stderr is nobody's fault and told to nobody. */
  public void write(String text) {
    try {
      stream.write(text.getBytes(charset));
      stream.flush();
    } catch (IOException e) {
      // There is no third place to write to.
    }
  }

  /** One line of the agent itself. */
  public void line(String text) {
    write("badmap: " + text + '\n');
  }

  private static Charset charset() {
    for (String property : List.of("stderr.encoding", "sun.stderr.encoding", "native.encoding")) {
      String name = System.getProperty(property);
      if (name != null && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return Charset.defaultCharset();
  }
}
