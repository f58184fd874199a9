package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.badmap.agent.out.Stderr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleLogger;

class Slf4jOutputTest {
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final Slf4jOutput output = new Slf4jOutput(new Stderr(console, StandardCharsets.UTF_8));

  @BeforeEach
  void takeWhatIsLogged() {
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveBack() {
    System.setErr(before);
  }

  /** Writes through an SLF4J that only the returned loader has. */
  private WeakReference<ClassLoader> write(String text) throws IOException {
    URL[] jars = {jar(LoggerFactory.class), jar(SimpleLogger.class)};
    try (URLClassLoader application =
        new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
      output.write(text, List.of(application));
      return new WeakReference<>(application);
    }
  }

  private static URL jar(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Test
  void theLoggerDoesNotKeepItsClassLoaderAndIsLookedUpAnewInTheNextOne() throws IOException {
    WeakReference<ClassLoader> undeployed = write("one\n");
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(undeployed.get()).isNull();
            });
    write("two\n");

    assertThat(logged.toString(StandardCharsets.UTF_8))
        .contains("ERROR io.badmap - one", "ERROR io.badmap - two");
    assertThat(console.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
