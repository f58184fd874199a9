package io.badmap.tools.jfr;

/**
 * One frame of a stack. The file is not in a recording; it is taken to be that of the outermost
 * class, as {@code javac} has it for public ones.
 *
 * @param className with dots
 * @param method its name
 * @param line 0 or less where it is not known
 */
public record Frame(String className, String method, int line) {
  /** {@code LogEntry.process(LogEntry.java:57)}, the class without its package. */
  public String shortSite() {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return simple + "." + method + "(" + location() + ")";
  }

  /** {@code com.acme.LogEntry.process(LogEntry.java:57)}. */
  public String site() {
    return className + "." + method + "(" + location() + ")";
  }

  /** {@code LogEntry.java}. */
  public String file() {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    int nested = simple.indexOf('$');
    return (nested > 0 ? simple.substring(0, nested) : simple) + ".java";
  }

  private String location() {
    return line > 0 ? file() + ":" + line : file();
  }

  /** Whether it is code of the JDK or of badmap rather than of an application. */
  public boolean isPlatform() {
    return className.startsWith("java.")
        || className.startsWith("javax.")
        || className.startsWith("jdk.")
        || className.startsWith("sun.")
        || className.startsWith("com.sun.")
        || className.startsWith("io.badmap.guard.")
        || className.startsWith("io.badmap.event.")
        || className.startsWith("io.badmap.gomap.");
  }
}
