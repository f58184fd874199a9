package io.badmap.tools;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How far the reading has come, on a terminal; nothing elsewhere. */
final class ProgressBar implements AutoCloseable {
  private static final int CELLS = 40;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final boolean shown;
  private final long all;
  private int last = -1;

  ProgressBar(PrintStream out, boolean shown, long all) {
    this.out = out;
    this.shown = shown;
    this.all = all;
  }

  static ProgressBar of(List<Path> files) {
    long bytes = 0;
    for (Path file : files) {
      try {
        bytes += Files.size(file);
      } catch (IOException e) {
        // Whoever reads the file tells what is wrong with it.
      }
    }
    return new ProgressBar(System.err, isTerminal(), bytes);
  }

  /** From JDK 22 on there is a console even where nobody sees it. */
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) return false;
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  void show(long read) {
    if (!shown || all == 0) return;
    int cells = (int) Math.min(CELLS, CELLS * read / all);
    if (cells == last) return;
    last = cells;
    out.print(
        CLEAR
            + "["
            + "#".repeat(cells)
            + " ".repeat(CELLS - cells)
            + "] "
            + 100 * read / all
            + " %");
    out.flush();
  }

  @Override
  public void close() {
    if (shown && last >= 0) out.print(CLEAR);
  }
}
