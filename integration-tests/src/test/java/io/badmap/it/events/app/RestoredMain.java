package io.badmap.it.events.app;

import io.badmap.guard.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An agent of its own, that stands behind badmap's and sees what the JVM makes of two classes of
 * the application: one that loads before operations are recorded, one that loads meanwhile. Has
 * nothing transformed once recording has ended.
 */
public final class RestoredMain {
  private static final String CALLERS = "io/badmap/event/Callers";
  private static final Map<String, byte[]> SEEN = new ConcurrentHashMap<>();

  private static Instrumentation instrumentation;

  private RestoredMain() {}

  private static final class Early {
    static void use(Map<String, String> map) {
      map.put("early", "");
    }
  }

  private static final class Late {
    static void use(Map<String, String> map) {
      map.put("late", "");
    }
  }

  private static final class Witness implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        ClassLoader loader,
        String name,
        @Nullable Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      if (name != null && (name.endsWith("$Early") || name.endsWith("$Late"))) {
        SEEN.put(name.substring(name.lastIndexOf('$') + 1), bytes.clone());
      }
      return null;
    }
  }

  /** As an agent. */
  public static void premain(String arguments, Instrumentation here) {
    instrumentation = here;
  }

  /** Runs all. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> map = new HashMap<>();
    Witness witness = new Witness();
    Early.use(map);
    instrumentation.addTransformer(witness, true);
    instrumentation.retransformClasses(Early.class);
    instrumentation.removeTransformer(witness);
    byte[] early = seen("Early");

    control("events=all");
    instrumentation.addTransformer(witness, true);
    instrumentation.retransformClasses(Early.class);
    Late.use(map);
    System.out.println("all: " + state("Early", early) + ", " + state("Late", file("Late")));

    control(arguments[0]);
    System.out.println(
        arguments[0] + ": " + state("Early", early) + ", " + state("Late", file("Late")));
    Early.use(map);
    Late.use(map);
  }

  private static byte[] seen(String name) {
    byte[] bytes = SEEN.get(name);
    if (bytes == null) {
      throw new IllegalStateException(name + " was not seen");
    }
    return bytes;
  }

  private static String state(String name, byte[] own) {
    byte[] bytes = seen(name);
    if (new String(bytes, StandardCharsets.ISO_8859_1).contains(CALLERS)) {
      return name + " woven";
    }
    return name + (Arrays.equals(bytes, own) ? " its own" : " of other bytes");
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream file =
        RestoredMain.class.getResourceAsStream("RestoredMain$" + name + ".class")) {
      return file.readAllBytes();
    }
  }

  private static void control(String command) throws Exception {
    Object agent = Installation.resident();
    agent.getClass().getMethod("control", String.class).invoke(agent, command);
  }
}
