package io.badmap.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.badmap.agent.config.yaml.YamlReader;
import io.badmap.agent.out.Stderr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a file is followed; time does not pass here, each look is called for. */
class FollowerTest {
  @TempDir private Path folder;
  private Path path;
  private final List<String> actions = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private @Nullable String base;
  private Follower follower;

  private final class Recorder implements Follower.Subject {
    @Override
    public Follower.Applied apply(Settings before, Settings now) {
      if (!refusals.isEmpty()) {
        return new Follower.Applied(0, List.of(), refusals);
      }
      actions.add(now.options().getOrDefault("action", "default"));
      return new Follower.Applied(now.rules().size(), List.of(), List.of());
    }

    @Override
    public @Nullable String base() {
      return base;
    }

    @Override
    public void tick() {}
  }

  @BeforeEach
  void write() throws IOException {
    path = folder.resolve("badmap.yaml");
    Files.writeString(path, "action: log\n");
    follow(path);
  }

  private void follow(Path followed) {
    ConfigFile file = new ConfigFile(followed, new YamlReader());
    Settings first = file.read().settings();
    assertThat(first).isNotNull();
    follower = new Follower(file, first, new Recorder(), new Stderr());
    follower.look();
  }

  @Test
  void aFileThatHasNotChangedIsAppliedAgain() throws IOException {
    follower.look();
    Files.writeString(path, "# a comment\naction: log\n");
    follower.look();

    assertThat(actions).isEmpty();
    assertThat(follower.status().applied()).isEqualTo(1);
  }

  @Test
  void aFileThatIsReplacedOrWhoseLinkIsSwappedIsNotSeen() throws IOException {
    Path next = folder.resolve("next");
    Files.writeString(next, "action: throw\n");
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    follower.look();
    assertThat(actions).containsExactly("throw");

    // As the kubelet does: ..data points to a folder, and is replaced by a rename.
    for (String version : List.of("v1", "v2")) {
      Files.createDirectory(folder.resolve(version));
    }
    Files.writeString(folder.resolve("v1/badmap.yaml"), "action: park\n");
    Files.writeString(folder.resolve("v2/badmap.yaml"), "action: halt\n");
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("v1"));
    Path linked =
        Files.createSymbolicLink(folder.resolve("linked.yaml"), Path.of("..data/badmap.yaml"));
    follow(linked);
    Path swapped = Files.createSymbolicLink(folder.resolve("..tmp"), Path.of("v2"));
    Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    follower.look();

    assertThat(actions).containsExactly("throw", "halt");
  }

  @Test
  void aBrokenFileReplacesWhatIsInForceOrIsNotCounted() throws IOException {
    Files.writeString(path, "action: nonsense\n");
    follower.look();
    follower.look();

    assertThat(actions).isEmpty();
    assertThat(follower.status().failed()).isEqualTo(1);
    assertThat(follower.status().lastError()).contains("line 1, column 9, key action");

    Files.delete(path);
    follower.look();
    follower.look();
    assertThat(follower.status().failed()).isEqualTo(2);

    Files.writeString(path, "action: throw\n");
    follower.look();
    assertThat(actions).containsExactly("throw");
    assertThat(follower.status().applied()).isEqualTo(2);
  }

  @Test
  void whatTheAgentRefusesCountsAsInForce() throws IOException {
    refusals.add("cannot read suppression file");
    Files.writeString(path, "action: throw\nsuppress: none.txt\n");
    follower.look();

    assertThat(follower.status().failed()).isEqualTo(1);
    assertThat(follower.status().lastError()).isEqualTo("cannot read suppression file");
  }

  @Test
  void aFailingHookLeavesTheChangeInForce() throws IOException {
    AtomicInteger status = new AtomicInteger(500);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/healthz",
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
    try {
      base = "http://127.0.0.1:" + server.getAddress().getPort();
      String hook = "observability: {validation_hook: /healthz}\n";
      Files.writeString(path, "action: throw\n" + hook);
      follower.look();
      assertThat(actions).containsExactly("throw", "log");
      assertThat(follower.status().rolledBack()).isEqualTo(1);
      assertThat(follower.status().lastError()).endsWith("/healthz: it answered 500");

      status.set(204);
      Files.writeString(path, "action: park\n" + hook);
      follower.look();
      assertThat(actions).containsExactly("throw", "log", "park");
      assertThat(follower.status().applied()).isEqualTo(2);
    } finally {
      server.stop(0);
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aHookThatSendsAByteNowAndThenHoldsTheThreadForEver() throws IOException {
    try (Dripping server = new Dripping()) {
      Files.writeString(
          path, "action: throw\nobservability: {validation_hook: '" + server.address() + "'}\n");
      follower.look();

      assertThat(actions).containsExactly("throw", "log");
      assertThat(follower.status().rolledBack()).isEqualTo(1);
      assertThat(follower.status().lastError())
          .isEqualTo("validation hook " + server.address() + ": no answer within 3 s");

      Files.writeString(path, "action: park\n");
      follower.look();
      assertThat(actions).containsExactly("throw", "log", "park");
    }
  }

  @Test
  void aFileIsNotFollowedAnyMoreAfterADetachThatWasRefused() throws Exception {
    follower.start();
    assertThat(follower.stop()).isTrue();
    follower.start();
    Thread.currentThread().interrupt();
    try {
      follower.stop();
    } catch (InterruptedException e) {
      // Unless it had ended at once.
    }
    Thread.interrupted();
    follower.start();
    Files.writeString(path, "action: throw\n");

    await().until(() -> follower.status().applied() == 2);
    assertThat(actions).containsExactly("throw");
    assertThat(follower.stop()).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("badmap-config"));
  }

  @Test
  void aPathWithoutAServerToCallIsTakenForAnAnswer() throws IOException {
    Files.writeString(path, "action: throw\nobservability: {validation_hook: /healthz}\n");
    follower.look();

    assertThat(actions).containsExactly("throw", "log");
    assertThat(follower.status().lastError()).contains("metrics=host:port is not set");
  }

  @Test
  void aSecretOfAnAddressIsShown() {
    assertThat(HttpCall.shown("https://user:secret@host:8443/a/b?token=secret#secret"))
        .isEqualTo("https://host:8443/a/b");
  }
}
