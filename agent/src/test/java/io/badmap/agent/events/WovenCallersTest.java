package io.badmap.agent.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WovenCallersTest {
  private static final ClassLoader OWN = WovenCallers.class.getClassLoader();

  private final Application application = new Application();
  private final Class<?> caller;
  private final Class<?> plain;

  /** The classes that were changed, a woven one with a star. */
  private final List<String> changed = new ArrayList<>();

  private boolean present;

  private final WovenCallers callers = new WovenCallers(instrumentation());

  WovenCallersTest() throws IOException {
    caller = application.define(Caller.class);
    plain = application.define(Plain.class);
  }

  /** Calls a map. */
  private static final class Caller {
    static String find(Map<String, String> users) {
      return users.get("user");
    }
  }

  /** Calls none. */
  private static final class Plain {}

  /** A loader that has another parent, or none, and sees the events as an application does. */
  private static final class Application extends ClassLoader {
    Application() {
      super(null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return OWN.loadClass(name);
    }

    Class<?> define(Class<?> type) throws IOException {
      byte[] bytes = bytes(type);
      return defineClass(type.getName(), bytes, 0, bytes.length);
    }
  }

  /** A loader of a library of the agent. */
  private static final class Library extends ClassLoader {
    Library(ClassLoader parent) {
      super(parent);
    }
  }

  private Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            OWN,
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getAllLoadedClasses" -> new Class<?>[] {String.class, caller, plain};
                  case "isModifiableClass" -> true;
                  case "addTransformer", "removeTransformer" -> {
                    present = method.getName().startsWith("add");
                    yield true;
                  }
                  default -> {
                    for (Class<?> type : (Class<?>[]) arguments[0]) {
                      boolean woven = present && isWoven(application, type);
                      String name = type.getName();
                      changed.add(name.substring(name.indexOf('$') + 1) + (woven ? "*" : ""));
                    }
                    yield null;
                  }
                });
  }

  private boolean isWoven(ClassLoader loader) throws IOException {
    return isWoven(loader, Caller.class);
  }

  private boolean isWoven(ClassLoader loader, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/');
    return callers.transform(loader, name, null, type.getProtectionDomain(), bytes(type)) != null;
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream file = OWN.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
      return file.readAllBytes();
    }
  }

  @Test
  void aCallerOfTheApplicationIsLeftOut() throws IOException {
    assertThat(Caller.find(Map.of("user", "name"))).isEqualTo("name");
    callers.begin();
    assertThat(isWoven(new Application())).isTrue();
  }

  @Test
  void theAgentOrALibraryOfItIsWoven() throws IOException {
    callers.begin();
    assertThat(isWoven(OWN)).isFalse();
    assertThat(isWoven(new Library(OWN))).isFalse();
    assertThat(isWoven(new Library(new Library(OWN)))).isFalse();
  }

  private List<String> changes(boolean begins) {
    changed.clear();
    if (begins) {
      callers.begin();
      callers.weaveLoaded(() -> false);
    } else {
      callers.end();
    }
    return List.copyOf(changed);
  }

  @Test
  void eachTurnOfTheEventsLeavesTheHiddenClassesOfAllLambdasBehind() {
    assertThat(changes(true)).containsExactlyInAnyOrder("Caller*", "Plain");
    assertThat(changes(false)).containsExactly("Caller");
    assertThat(changes(true)).containsExactly("Caller*");
    assertThat(changes(false)).containsExactly("Caller");
    assertThat(changes(true)).containsExactly("Caller*");
    for (int i = 0; i < 10; i++) {
      assertThat(changes(false)).isEmpty();
      assertThat(changes(true)).isEmpty();
    }
  }

  @Test
  void theCallersStayWovenWhenTheAgentLeaves() {
    for (int i = 0; i < 4; i++) {
      changes(true);
      changes(false);
    }
    changed.clear();
    callers.leave();
    assertThat(changed).containsExactly("Caller");
    assertThat(present).isFalse();
    callers.leave();
    assertThat(changed).hasSize(1);
    assertThat(changes(true)).containsExactly("Caller*");
  }

  @Test
  void whatIsLeftOverWhenRecordingEndsInTheMidstIsNeverWoven() {
    callers.begin();
    callers.weaveLoaded(() -> true);
    assertThat(changed).isEmpty();
    assertThat(changes(true)).containsExactlyInAnyOrder("Caller*", "Plain");
  }

  @Test
  @Timeout(60)
  void theNamesOfClassesThatAreGoneStay() throws IOException {
    callers.begin();
    isWoven(new Application());
    while (callers.loaders() != 0) {
      System.gc();
    }
  }
}
