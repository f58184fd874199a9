package io.badmap.it.programs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/** Eclipse's compiler: one thread reads sources, one writes classes, one analyses. */
public final class EcjProgram {
  private EcjProgram() {}

  /** Compiles the sources below {@code args[0]} into {@code args[1]}. */
  public static void main(String[] args) throws Exception {
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    String[] options = {"-17", "-nowarn", "-proc:none", "-d", args[1], args[0]};
    if (!BatchCompiler.compile(options, out, out, null)) {
      throw new IllegalStateException("the sources do not compile: " + messages);
    }
    Crew.print(JavacProgram.digest(Path.of(args[1])));
  }
}
