package io.badmap.agent.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WovenCallersTest {
  private static final ClassLoader OWN = WovenCallers.class.getClassLoader();

  private final WovenCallers callers = new WovenCallers(instrumentation());

  /** Calls a map. */
  private static final class Caller {
    static String find(Map<String, String> users) {
      return users.get("user");
    }
  }

  /** A loader that has another parent, or none, and sees the events as an application does. */
  private static final class Application extends ClassLoader {
    Application() {
      super(null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return OWN.loadClass(name);
    }
  }

  /** A loader of a library of the agent. */
  private static final class Library extends ClassLoader {
    Library(ClassLoader parent) {
      super(parent);
    }
  }

  private static Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            OWN, new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) -> null);
  }

  private boolean isWoven(ClassLoader loader) throws IOException {
    String name = Caller.class.getName().replace('.', '/');
    try (InputStream file = OWN.getResourceAsStream(name + ".class")) {
      byte[] woven =
          callers.transform(
              loader, name, null, Caller.class.getProtectionDomain(), file.readAllBytes());
      return woven != null;
    }
  }

  @Test
  void aCallerOfTheApplicationIsLeftOut() throws IOException {
    assertThat(Caller.find(Map.of("user", "name"))).isEqualTo("name");
    assertThat(isWoven(new Application())).isTrue();
  }

  @Test
  void theAgentOrALibraryOfItIsWoven() throws IOException {
    assertThat(isWoven(OWN)).isFalse();
    assertThat(isWoven(new Library(OWN))).isFalse();
    assertThat(isWoven(new Library(new Library(OWN)))).isFalse();
  }
}
