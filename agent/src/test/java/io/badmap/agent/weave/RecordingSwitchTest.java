package io.badmap.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the installer makes of the class files of this JDK when events are switched. They are kept
 * instead of being given to the JVM.
 */
class RecordingSwitchTest {
  private static final int FEATURE = Runtime.version().feature();
  private static final String EVENTS = "io/badmap/event/";

  private final Kept kept = new Kept();
  private final Installer installer =
      new Installer(kept.instrumentation(), null, List.of(), false, List.of());

  @BeforeEach
  void installAsFarAsIsPossibleWithoutAJvm() throws UnknownShapeException {
    installer.prepare();
  }

  @Test
  void theQuietPathKeepsSomethingOfEventsThatWereSwitchedOff() throws Exception {
    installer.record(true);
    Map<String, byte[]> recording = kept.drain();
    installer.record(false);
    Map<String, byte[]> quiet = kept.drain();

    Map<String, byte[]> never = woven();
    assertThat(quiet.keySet()).containsExactlyInAnyOrderElementsOf(never.keySet());
    assertThat(recording.keySet()).isEqualTo(quiet.keySet());
    quiet.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(never.get(name)));
    assertThat(recording.get("java.util.HashMap")).isNotEqualTo(quiet.get("java.util.HashMap"));
  }

  @Test
  void theQuietPathCallsSomethingOfEvents() throws Exception {
    installer.record(true);
    assertThat(calling(kept.drain())).contains("java.util.HashMap", "java.util.TreeMap");
    installer.record(false);
    assertThat(calling(kept.drain())).isEmpty();
    assertThat(calling(woven())).isEmpty();
  }

  private static List<String> calling(Map<String, byte[]> classes) {
    return classes.entrySet().stream()
        .filter(e -> new String(e.getValue(), StandardCharsets.ISO_8859_1).contains(EVENTS))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** By the steps of a start that was told nothing of events. */
  private static Map<String, byte[]> woven() throws Exception {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (Family family : Family.ALL) {
      for (String name : family.classes()) {
        byte[] original = original(name);
        if (original != null) {
          classes.put(name, Weaver.weave(family, original, FEATURE, List.of(), new int[1]));
        }
      }
    }
    return classes;
  }

  private static byte[] original(String className) throws IOException {
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream(className.replace('.', '/') + ".class")) {
      return in == null ? null : in.readAllBytes();
    }
  }

  /** Hands class files to transformers as a JVM does, and keeps what they give. */
  private static final class Kept {
    private final List<ClassFileTransformer> transformers = new ArrayList<>();
    private final Map<String, byte[]> classes = new LinkedHashMap<>();

    Instrumentation instrumentation() {
      return (Instrumentation)
          Proxy.newProxyInstance(
              Kept.class.getClassLoader(),
              new Class<?>[] {Instrumentation.class},
              (proxy, method, arguments) -> {
                switch (method.getName()) {
                  case "addTransformer" -> transformers.add((ClassFileTransformer) arguments[0]);
                  case "removeTransformer" -> transformers.remove(arguments[0]);
                  case "retransformClasses" -> retransform((Class<?>[]) arguments[0]);
                  default -> {}
                }
                return method.getReturnType() == boolean.class ? true : null;
              });
    }

    private void retransform(Class<?>[] types) throws Exception {
      for (Class<?> type : types) {
        String name = type.getName();
        byte[] bytes = original(name);
        for (ClassFileTransformer transformer : transformers) {
          byte[] changed = transformer.transform(null, name.replace('.', '/'), type, null, bytes);
          bytes = changed == null ? bytes : changed;
        }
        classes.put(name, bytes);
      }
    }

    Map<String, byte[]> drain() {
      Map<String, byte[]> drained = new LinkedHashMap<>(classes);
      classes.clear();
      return drained;
    }
  }
}
