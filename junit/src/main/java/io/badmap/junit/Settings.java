package io.badmap.junit;

import io.badmap.junit.attach.Attachment;
import io.badmap.junit.attach.HuntWanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The system properties of a run.
 *
 * @param watch {@code badmap.watch}: which tests are watched
 * @param stopping {@code badmap.action}: whether threads get errors in tests without annotation
 * @param hunt {@code badmap.hunt}: whether every watched test is hunted in
 * @param options {@code badmap.options}: more options for the agent where it is attached here
 * @param baseline {@code badmap.baseline}: the file of known pairs; {@code null} for none
 * @param problem what is wrong with them; {@code null} for nothing
 */
record Settings(
    Which watch,
    boolean stopping,
    boolean hunt,
    String options,
    @Nullable Path baseline,
    @Nullable String problem) {
  /** Which tests are watched. */
  enum Which {
    /** Every test of every engine. */
    TRUE,
    /** Those with an annotation. */
    ANNOTATED,
    /** None; annotated tests run unwatched. */
    FALSE
  }

  static Settings read() {
    String wrong = null;
    Which watch = Which.ANNOTATED;
    String text = System.getProperty("badmap.watch", "annotated");
    try {
      // -Dbadmap.watch alone means yes.
      watch = text.isEmpty() ? Which.TRUE : Which.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      wrong = "-Dbadmap.watch=" + text + ": one of true, annotated, false";
    }
    String action = System.getProperty("badmap.action", "throw");
    if (!action.equals("throw") && !action.equals("log")) {
      wrong = "-Dbadmap.action=" + action + ": one of throw, log";
    }
    String baseline = System.getProperty("badmap.baseline");
    return new Settings(
        watch,
        action.equals("throw"),
        Boolean.getBoolean("badmap.hunt"),
        System.getProperty("badmap.options", ""),
        baseline == null ? null : base().resolve(baseline),
        wrong);
  }

  /** {@code badmap.report}: where the report goes. */
  Path folder() {
    String named = System.getProperty("badmap.report");
    if (named != null) {
      return base().resolve(named);
    }
    Path base = base();
    boolean gradle = !Files.exists(base.resolve("pom.xml")) && Build.isGradle();
    return base.resolve(gradle ? "build" : "target").resolve("badmap");
  }

  /** The module: Surefire in Maven's own JVM leaves the working directory alone. */
  private static Path base() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  }

  /** Gets the agent into this JVM; touches no class of the core. */
  Attachment attach() {
    return Attachment.ensure(this::agentOptions);
  }

  /** Whether the agent is told to hunt where it is attached here. */
  boolean wantsHunt() {
    return hunt || options.contains("hunt=on") || HuntWanted.in(Settings.class.getClassLoader());
  }

  /** What the agent is told where it is attached here: scopes say which threads are stopped. */
  private String agentOptions() {
    StringBuilder text = new StringBuilder("action=log,out=");
    Path folder = folder();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      System.err.println("badmap: cannot make " + folder + " (" + e + ")");
    }
    String file = folder.resolve("agent-%p.log").toString();
    text.append('"').append(file.replace("\"", "\"\"")).append('"');
    if (wantsHunt() && !options.contains("hunt=")) {
      text.append(",hunt=on");
    }
    return options.isEmpty() ? text.toString() : text.append(',').append(options).toString();
  }
}
