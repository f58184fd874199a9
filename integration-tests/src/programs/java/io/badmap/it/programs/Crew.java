package io.badmap.it.programs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32;

/** Several threads that do like work at the same time, each its own part. */
final class Crew {
  static final int SIZE = 4;

  private Crew() {}

  /** One member's part of the work; the result stands for all it did. */
  interface Part {
    String work(int member) throws Exception;
  }

  /**
   * Runs all members to their end and prints one checksum of what they did, which does not depend
   * on who was faster.
   *
   * @throws Exception of the member that failed last
   */
  static void run(Part part) throws Exception {
    String[] results = new String[SIZE];
    AtomicReference<Exception> failure = new AtomicReference<>();
    Thread[] members = new Thread[SIZE];
    for (int i = 0; i < SIZE; i++) {
      int member = i;
      members[i] =
          new Thread(
              () -> {
                try {
                  results[member] = part.work(member);
                } catch (Exception e) {
                  failure.set(e);
                }
              },
              "member-" + i);
      members[i].start();
    }
    for (Thread member : members) {
      member.join();
    }
    if (failure.get() != null) {
      throw failure.get();
    }
    print(Arrays.toString(results));
  }

  /** Prints the length of a text and its checksum. */
  static void print(String result) {
    CRC32 crc = new CRC32();
    crc.update(result.getBytes(StandardCharsets.UTF_8));
    System.out.println(
        result.length() + " characters, checksum " + Long.toHexString(crc.getValue()));
  }
}
