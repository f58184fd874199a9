package io.badmap.bench.program;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The last words of a program, for the runner to read. */
final class Outcome {
  private static final Path THREADS = Path.of("/proc/self/task");

  /** Names as the kernel has them, which keeps fifteen characters. */
  private static final List<String> OF_THE_JVM =
      List.of("C1 ", "C2 ", "GC ", "G1 ", "VM ", "badmap-");

  private static final long NANOS_PER_TICK = 10_000_000;
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  private Outcome() {}

  /**
   * Prints what was done, a checksum of it and the CPU time of this process so far: user and
   * system, all threads, JVM start-up, compilation and collection included; and, where the kernel
   * tells, what of it the JVM's own threads and the agent's took, in steps of ten milliseconds.
   *
   * @throws IllegalStateException if the platform does not tell a process its CPU time
   */
  static void print(String work, long checksum) {
    Duration cpu =
        ProcessHandle.current()
            .info()
            .totalCpuDuration()
            .orElseThrow(() -> new IllegalStateException("no CPU time on this platform"));
    System.out.println("work=" + work);
    System.out.println("checksum=" + Long.toHexString(checksum));
    System.out.println("cpu-ns=" + cpu.toNanos());
    System.out.println("jvm-ns=" + jvmNanos());
  }

  private static long jvmNanos() {
    long nanos = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        nanos += jvmNanos(thread.resolve("stat"));
      }
      return nanos;
    } catch (IOException e) {
      return 0;
    }
  }

  /** What a thread took, by proc(5); nothing if it is one of the application or has ended. */
  private static long jvmNanos(Path stat) {
    try {
      String text = Files.readString(stat);
      String name = text.substring(text.indexOf('(') + 1, text.lastIndexOf(')'));
      if (OF_THE_JVM.stream().noneMatch(name::startsWith)) {
        return 0;
      }
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * NANOS_PER_TICK;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Whether the arguments ask for a tiny run. */
  static boolean isQuick(String[] args) {
    return args.length > 0 && args[0].equals("quick");
  }
}
