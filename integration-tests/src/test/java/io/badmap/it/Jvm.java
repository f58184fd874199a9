package io.badmap.it;

import io.badmap.Badmap;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a JVM is started: which JDK, which options in which order, which class path. Immutable; each
 * method that changes something gives a new one. The class path is that of this module's tests
 * alone, with the API of {@code core}, unless another one is given.
 *
 * @param jdk whose {@code java} runs
 * @param options before the main class, agents among them, in their order
 * @param classPath folders and jars
 * @param environment set in the child, over that of this process
 * @param directory where it runs
 * @param limit after this it is killed
 */
public record Jvm(
    Jdk jdk,
    List<String> options,
    List<Path> classPath,
    Map<String, String> environment,
    Path directory,
    Duration limit) {
  /** Far beyond what a test needs, on a busy machine too. */
  private static final Duration LIMIT = Duration.ofSeconds(120);

  /** What would reach the child from the shell of whoever runs the tests. */
  private static final List<String> FOREIGN =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "BADMAP", "GODEBUG");

  /** Makes unmodifiable copies. */
  public Jvm {
    options = List.copyOf(options);
    classPath = List.copyOf(classPath);
    environment = Map.copyOf(environment);
  }

  /** A JVM without the agent. */
  public static Jvm plain(Jdk jdk) {
    List<Path> classPath = List.of(Project.target("test-classes"), api());
    return new Jvm(jdk, List.of(), classPath, Map.of(), Project.target(""), LIMIT);
  }

  /** A JVM with the agent under test; {@code arguments} may be empty. */
  public static Jvm guarded(Jdk jdk, String arguments) {
    return plain(jdk).withAgent(Project.badmapJar(), arguments);
  }

  /** Adds {@code -javaagent}, after the options there are. */
  public Jvm withAgent(Path jar, String arguments) {
    return with("-javaagent:" + jar + (arguments.isEmpty() ? "" : "=" + arguments));
  }

  /** Lets it attach to itself, without a warning. */
  public Jvm attachable() {
    Jvm self = with("-Djdk.attach.allowAttachSelf=true");
    return jdk.version().feature() < 21 ? self : self.with("-XX:+EnableDynamicAgentLoading");
  }

  /** Adds options, after those there are. */
  public Jvm with(String... more) {
    List<String> all = Stream.concat(options.stream(), Arrays.stream(more)).toList();
    return new Jvm(jdk, all, classPath, environment, directory, limit);
  }

  /** Replaces the class path. */
  public Jvm withClassPath(List<Path> path) {
    return new Jvm(jdk, options, path, environment, directory, limit);
  }

  /** Adds folders or jars to the end of the class path. */
  public Jvm andClassPath(Path... more) {
    return withClassPath(Stream.concat(classPath.stream(), Arrays.stream(more)).toList());
  }

  /** Sets a variable of the child's environment. */
  public Jvm withEnvironment(String name, String value) {
    Map<String, String> all = new TreeMap<>(environment);
    all.put(name, value);
    return new Jvm(jdk, options, classPath, all, directory, limit);
  }

  /** Runs in another folder. */
  public Jvm in(Path folder) {
    return new Jvm(jdk, options, classPath, environment, folder, limit);
  }

  /** Kills the child after {@code longest}. */
  public Jvm within(Duration longest) {
    return new Jvm(jdk, options, classPath, environment, directory, longest);
  }

  /** Runs {@code main} and waits for its end; see {@link #run(String, String...)}. */
  public JvmRun run(Class<?> main, String... arguments) {
    return run(main.getName(), arguments);
  }

  /**
   * Runs a main class, or {@code -jar} with its file, and waits for its end.
   *
   * @throws AssertionError if it has not ended in time; its stacks are in the message
   * @throws UncheckedIOException if it cannot be started
   */
  public JvmRun run(String main, String... arguments) {
    List<String> command = command(main, arguments);
    try {
      Path stdout = Files.createTempFile("jvm", ".out");
      Path stderr = Files.createTempFile("jvm", ".err");
      try {
        return run(command, stdout, stderr);
      } finally {
        Files.delete(stdout);
        Files.delete(stderr);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a JVM ran", e);
    }
  }

  private JvmRun run(List<String> command, Path stdout, Path stderr)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    FOREIGN.forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    String stacks = null;
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      stacks = stacks(process);
      process.destroyForcibly();
    }
    int exitCode = process.waitFor();
    JvmRun run = new JvmRun(command, exitCode, read(stdout), read(stderr));
    if (stacks != null) {
      throw new AssertionError("not ended after " + limit + ": " + run.told() + stacks);
    }
    return run;
  }

  private List<String> command(String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(options);
    if (!classPath.isEmpty()) {
      command.add("-cp");
      command.add(
          classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }

  /** The stacks of a JVM that does not end, as far as its JDK has the tool for it. */
  private String stacks(Process hung) throws IOException, InterruptedException {
    Path jcmd = jdk.home().resolve("bin").resolve("jcmd");
    if (!Files.isExecutable(jcmd)) {
      return "--- no jcmd in this JDK, no stacks";
    }
    Path file = Files.createTempFile("jvm", ".stacks");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(hung.pid()), "Thread.print", "-l")
            .redirectErrorStream(true)
            .redirectOutput(file.toFile())
            .start();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    String stacks = read(file);
    Files.delete(file);
    return "--- stacks\n" + stacks;
  }

  /** Bytes that are no UTF-8, as a crash may leave them, are shown as such and no error. */
  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static Path api() {
    CodeSource source = Badmap.class.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
