package io.badmap.bench.service;

import io.badmap.demo.DemoApp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM that serves, until it is closed. For one thread. */
public final class Shop implements AutoCloseable {
  private static final String LISTENING = "listening on ";

  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final Path err;
  private final URI address;

  private Shop(Process process, Path err) throws IOException {
    this.process = process;
    this.err = err;
    out = process.inputReader(StandardCharsets.UTF_8);
    in = process.outputWriter(StandardCharsets.UTF_8);
    address = URI.create(answer(LISTENING));
  }

  /** The demo's service, with nothing beside it on its class path. */
  public static Shop demo(String java, List<String> jvmArgs) throws IOException {
    return start(
        command(java, jvmArgs, code(DemoApp.class), DemoApp.class.getName(), "--port", "0"),
        Map.of());
  }

  /**
   * A JVM that tells its address on stdout as the demo does.
   *
   * @param environment what its environment has beside ours
   * @throws IOException if it ends before that
   */
  public static Shop start(List<String> command, Map<String, String> environment)
      throws IOException {
    Path err = Files.createTempFile("badmap-service", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      return new Shop(process, err);
    } catch (IOException e) {
      process.destroyForcibly();
      throw new IOException(e.getMessage() + ": " + command + "\n" + Files.readString(err), e);
    }
  }

  /** A java command line. */
  public static List<String> command(
      String java, List<String> jvmArgs, String classPath, String main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(jvmArgs);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(List.of(args));
    return command;
  }

  private static String code(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public URI address() {
    return address;
  }

  public long pid() {
    return process.pid();
  }

  /**
   * What follows {@code prefix} on the next line of its stdout that begins so.
   *
   * @throws IOException if it ends before
   */
  public String answer(String prefix) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(prefix)) {
        return line.substring(prefix.length());
      }
    }
    throw new IOException("ended before it said '" + prefix + "'");
  }

  /** Writes a line to its stdin. */
  public void tell(String line) throws IOException {
    in.write(line + "\n");
    in.flush();
  }

  /** Ends its stdin. */
  public void hangUp() throws IOException {
    in.close();
  }

  /** CPU time of the process so far, user and system, all threads, to 10 ms on Linux. */
  public long cpuNanos() {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("no CPU time on this platform"))
        .toNanos();
  }

  /** The most memory it ever had resident, in KiB, as Linux tells in {@code VmHWM}. */
  public long peakKib() throws IOException {
    return status("VmHWM:");
  }

  /** The memory it has resident, in KiB. */
  public long residentKib() throws IOException {
    return status("VmRSS:");
  }

  private long status(String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no " + key + " of process " + pid());
  }

  /** All that it wrote to stderr so far. */
  public List<String> err() throws IOException {
    return Files.readAllLines(err);
  }

  /** Waits for its end and gives the exit code. */
  public int end() throws IOException, InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IOException("no end of process " + pid());
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.delete(err);
  }
}
