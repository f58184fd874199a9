package io.badmap.bench.program;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The least a program can do, and how much memory the JVM had at its peak to do it. */
public final class HelloWorld {
  private static final String HELLO = "hello, world";

  private HelloWorld() {}

  /**
   * Prints a greeting, the peak of the resident set in KiB (0 where there is no {@code /proc}) and
   * the JVM's word about class data sharing.
   */
  public static void main(String[] args) throws IOException {
    System.out.println(HELLO);
    System.out.println("peak-kib=" + peakKib());
    System.out.println("vm=" + System.getProperty("java.vm.info"));
  }

  /** Whether {@code line} is one that this prints. */
  public static boolean isOwn(String line) {
    return line.equals(HELLO) || line.startsWith("peak-kib=") || line.startsWith("vm=");
  }

  /** {@code VmHWM} of proc(5). */
  private static String peakKib() throws IOException {
    try (BufferedReader status =
        new BufferedReader(new FileReader("/proc/self/status", StandardCharsets.US_ASCII))) {
      for (String line = status.readLine(); line != null; line = status.readLine()) {
        if (line.startsWith("VmHWM:")) {
          return line.substring("VmHWM:".length(), line.length() - " kB".length()).trim();
        }
      }
      return "0";
    } catch (FileNotFoundException e) {
      return "0";
    }
  }
}
