package io.badmap.it.events.app;

import io.badmap.it.SelfAttach;
import io.badmap.it.faults.app.Collision;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Has what led to a misuse written into a pipe that nobody reads for a while, and asks the agent to
 * leave meanwhile. Prints whether it is there still, then and when all is written.
 */
public final class PipedMain {
  private PipedMain() {}

  /** Takes the agent's jar and the folder where it writes. */
  public static void main(String[] arguments) throws Exception {
    String name = "badmap-" + ProcessHandle.current().pid() + "-1.jfr.part";
    Path pipe = Path.of(arguments[1], name);
    System.out.println("pipe " + new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Collision.main(new String[0]);
    Thread writer = writer();
    leave(arguments[0]);
    Thread reader = new Thread(() -> read(pipe, writer));
    reader.setDaemon(true);
    reader.start();
    writer.join();
    leave(arguments[0]);
  }

  private static void leave(String jar) throws Exception {
    SelfAttach.load(jar, "control=detach");
    System.out.println("there " + (SelfAttach.resident() != null));
  }

  /** The thread of the agent that writes, once it does. */
  private static Thread writer() {
    while (true) {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (Arrays.stream(thread.getStackTrace())
            .anyMatch(frame -> frame.getMethodName().equals("dump"))) {
          return thread;
        }
      }
    }
  }

  private static void read(Path pipe, Thread writer) {
    try {
      while (writer.isAlive()) {
        try (InputStream in = Files.newInputStream(pipe)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
    } catch (IOException e) {
      // It has been given the name of a whole file.
    }
  }
}
