package io.badmap.agent.gomap;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.gomap.GoMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeaverTest {
  private static final String GUARD = "io/badmap/guard/GoMapGuard";
  private static final String EVENTS = "io/badmap/event/";

  @ParameterizedTest
  @ValueSource(strings = {"GoMap", "Steps", "Cloning"})
  void aGoMapOfWhichNothingIsRecordedCallsSomethingOfEvents(String name) throws Exception {
    assertThat(woven(name, true)).contains(GUARD).contains(EVENTS);
    assertThat(woven(name, false)).contains(GUARD).doesNotContain(EVENTS);
  }

  /** The class file, whose names are legible as they are. */
  private static String woven(String name, boolean recording) throws Exception {
    Class<?> type = Class.forName("io.badmap.gomap." + name, false, GoMap.class.getClassLoader());
    byte[] bytes =
        new Weaver(recording)
            .transform(null, type.getName().replace('.', '/'), type, null, original(type));
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] original(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return in.readAllBytes();
    }
  }
}
