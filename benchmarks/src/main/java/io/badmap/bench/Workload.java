package io.badmap.bench;

import io.badmap.bench.program.H2Program;
import io.badmap.bench.program.JacksonProgram;
import io.badmap.bench.program.JavacProgram;
import io.badmap.bench.program.JettyProgram;

/** The whole programs of {@link Programs}, in the order of the table. */
enum Workload {
  JAVAC("javac", JavacProgram.class),
  H2("H2 in memory", H2Program.class),
  JACKSON("Jackson", JacksonProgram.class),
  JETTY("Jetty", JettyProgram.class);

  private final String label;
  private final Class<?> main;

  Workload(String label, Class<?> main) {
    this.label = label;
    this.main = main;
  }

  String label() {
    return label;
  }

  /** Takes {@code full} or {@code quick} and the folder of source jars. */
  Class<?> main() {
    return main;
  }
}
