package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.badmap.MisuseListener;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.agent.out.Stderr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {
  private static final MisuseReport REPORT = Stacks.report(Side.unknown(), Side.unknown());

  private final Stderr stderr = new Stderr(new ByteArrayOutputStream(), StandardCharsets.UTF_8);
  private final Listeners listeners = new Listeners(stderr);

  @TempDir private Path services;

  /** Shared by the copies of {@link Counting}, hence all public. */
  public static final class Told {
    /** What each listener has counted. */
    public static final List<Integer> COUNTS = new ArrayList<>();

    private Told() {}
  }

  /** Found by ServiceLoader; its count is lost if it is made twice. */
  public static final class Counting implements MisuseListener {
    private int count;

    /** For ServiceLoader. */
    public Counting() {}

    @Override
    public void onMisuse(MisuseReport report) {
      Told.COUNTS.add(++count);
    }
  }

  /** A web application: has its own copy of the listener's class. */
  private static final class Application extends URLClassLoader {
    Application(Path services) throws IOException {
      super(
          new URL[] {
            services.toUri().toURL(),
            Counting.class.getProtectionDomain().getCodeSource().getLocation()
          },
          Counting.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null && name.equals(Counting.class.getName())) {
          return findClass(name);
        }
        return loaded == null ? super.loadClass(name, resolve) : loaded;
      }
    }
  }

  @BeforeEach
  void nameTheService() throws IOException {
    Told.COUNTS.clear();
    Path folder = Files.createDirectories(services.resolve("META-INF/services"));
    Files.writeString(folder.resolve(MisuseListener.class.getName()), Counting.class.getName());
  }

  private WeakReference<ClassLoader> tellAnApplication() throws IOException {
    try (Application application = new Application(services)) {
      listeners.tell(REPORT, List.of(application));
      return new WeakReference<>(application);
    }
  }

  @Test
  void aFoundListenerDoesNotKeepItsClassLoader() throws IOException {
    WeakReference<ClassLoader> loader = tellAnApplication();

    assertThat(Told.COUNTS).containsExactly(1);
    awaitCollected(loader);
    listeners.tell(REPORT, List.of());
    assertThat(Told.COUNTS).containsExactly(1);
  }

  @Test
  void aFoundListenerLivesAsLongAsItsClassLoader() throws IOException {
    try (Application application = new Application(services)) {
      listeners.tell(REPORT, List.of(application));
      awaitCollected(new WeakReference<>(new Object()));
      listeners.tell(REPORT, List.of(application));
      assertThat(Told.COUNTS).containsExactly(1, 2);
    }
  }

  @Test
  void anApplicationDoesNotKeepAnAgentThatHasLeft() throws IOException {
    try (Application application = new Application(services)) {
      awaitCollected(leave(application));
      assertThat(Told.COUNTS).containsExactly(1);
    }
  }

  private WeakReference<Listeners> leave(Application application) {
    Listeners leaving = new Listeners(stderr);
    leaving.tell(REPORT, List.of(application));
    return new WeakReference<>(leaving);
  }

  private static void awaitCollected(WeakReference<?> reference) {
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(reference.get()).isNull();
            });
  }
}
