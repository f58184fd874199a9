package io.badmap.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SitesTest {
  @Test
  void aLineThatComesAgainTakesMemoryAgainOrIsTakenForAnother() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int round = 0; round < 3; round++) {
      for (int line = 1; line <= 1_000; line++) {
        for (String callee : new String[] {"get", "put"}) {
          int number = register(line, callee);
          Integer earlier = numbers.put(line + callee, number);
          assertThat(earlier == null ? number : earlier).isEqualTo(number);
        }
      }
    }
    assertThat(numbers.values()).doesNotHaveDuplicates().hasSize(2_000);
    Site site = Sites.registered(numbers.get("7put"));
    assertThat(site).isNotNull();
    assertThat(site.text).isEqualTo("com.acme.Orders.add(Orders.java:7)");
    assertThat(site.callee).isEqualTo("put");
  }

  @Test
  void linesThatComeWithoutEndTakeMemoryWithoutBound() throws Exception {
    // Of a copy of the class: lines are never removed, and other tests register some of their own.
    Class<?> sites = new Copies().loadClass(Sites.class.getName());
    Method register = sites.getMethod("register", StackTraceElement.class, String.class);
    for (int line = 1; line <= Sites.MOST_REGISTERED; line++) {
      assertThat(register.invoke(null, line(line), "put")).isEqualTo(line);
    }

    for (int line = 1; line <= 1_000; line++) {
      int further = Sites.MOST_REGISTERED + line;
      assertThat(register.invoke(null, line(further), "put")).as("one too many").isEqualTo(0);
      assertThat(register.invoke(null, line(line), "put")).as("a known one").isEqualTo(line);
    }
  }

  @Test
  void theNumberOfNoneIsTakenForALine() {
    assertThat(Sites.registered(0)).isNull();
  }

  /** Has classes of this room of its own. */
  private static final class Copies extends ClassLoader {
    private static final String ROOM = Sites.class.getPackageName() + '.';

    Copies() {
      super(Copies.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null && name.startsWith(ROOM)
            ? copy(name)
            : super.loadClass(name, resolve);
      }
    }

    private Class<?> copy(String name) throws ClassNotFoundException {
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = file.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static StackTraceElement line(int line) {
    return new StackTraceElement("com.acme.Orders", "add", "Orders.java", line);
  }

  private static int register(int line, String callee) {
    return Sites.register(line(line), callee);
  }
}
