package io.badmap.it.events.app;

import io.badmap.Badmap;
import io.badmap.it.faults.app.Collision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import jdk.jfr.Recording;

/**
 * Misuses a map while a recording runs, and writes that to the file it is given; with a number,
 * that many maps.
 */
public final class MisusedMain {
  private MisusedMain() {}

  /** Runs all. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (Recording recording = new Recording()) {
      recording.start();
      Collision.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      Badmap.flush(Duration.ofSeconds(30));
      recording.stop();
      recording.dump(Path.of(arguments[0]));
    }
  }
}
