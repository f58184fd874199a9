package io.badmap.bench.program;

import java.time.Duration;

/** The last words of a program, for the runner to read. */
final class Outcome {
  private Outcome() {}

  /**
   * Prints what was done, a checksum of it and the CPU time of this process so far: user and
   * system, all threads, JVM start-up, compilation and collection included.
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
  }

  /** Whether the arguments ask for a tiny run. */
  static boolean isQuick(String[] args) {
    return args.length > 0 && args[0].equals("quick");
  }
}
