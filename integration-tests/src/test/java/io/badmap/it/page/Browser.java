package io.badmap.it.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A headless Chromium with one tab, driven by the <a
 * href="https://chromedevtools.github.io/devtools-protocol/">DevTools protocol</a>. For one thread.
 */
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final String LISTENING = "DevTools listening on ";
  private static final long LIMIT_SECONDS = 60;

  private final ObjectMapper mapper = new ObjectMapper();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
  private final Process process;
  private final WebSocket socket;
  private final String session;

  /** The file of an installed Chromium; empty where there is none. */
  static Optional<Path> installed() {
    return NAMES.stream()
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts one.
   *
   * @param profile a new folder for what it writes
   */
  Browser(Path chromium, Path profile) throws IOException {
    process =
        new ProcessBuilder(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address(), new Listener())
            .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
            .join();
    String target =
        sendTo("", "Target.createTarget", "url", "about:blank").path("targetId").asText();
    session =
        sendTo("", "Target.attachToTarget", "targetId", target, "flatten", true)
            .path("sessionId")
            .asText();
    send("Page.enable");
    send("Network.enable");
    send("Runtime.enable");
    send("Log.enable");
  }

  /** Chromium tells where it listens among its messages, the rest of which is read and dropped. */
  private URI address() {
    CompletableFuture<URI> address = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  if (line.startsWith(LISTENING)) {
                    address.complete(URI.create(line.substring(LISTENING.length())));
                  }
                }
              } catch (IOException e) {
                address.completeExceptionally(e);
              }
              address.completeExceptionally(new IOException("Chromium ended"));
            },
            "chromium-messages");
    reader.setDaemon(true);
    reader.start();
    return address.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Sends a command to the tab and waits for its answer; parameters are names and values. */
  JsonNode send(String method, Object... parameters) {
    return sendTo(session, method, parameters);
  }

  private JsonNode sendTo(String to, String method, Object... parameters) {
    ObjectNode message = mapper.createObjectNode();
    int id = ids.incrementAndGet();
    message.put("id", id).put("method", method);
    if (!to.isEmpty()) message.put("sessionId", to);
    ObjectNode values = message.putObject("params");
    for (int i = 0; i < parameters.length; i += 2) {
      values.set((String) parameters[i], mapper.valueToTree(parameters[i + 1]));
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(message.toString(), true).join();
    JsonNode told = answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    if (told.has("error")) throw new IllegalStateException(method + ": " + told.get("error"));
    return told.path("result");
  }

  /** Opens a page and waits until it is loaded. */
  void open(Path page) {
    events.clear();
    // By an event and not by the page itself, whose scripts may be off.
    CompletableFuture<JsonNode> over = new CompletableFuture<>();
    loaded = over;
    send("Page.navigate", "url", page.toUri().toString());
    over.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  /** The value of an expression in the page; a promise is waited for. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            "expression",
            expression,
            "returnByValue",
            true,
            "awaitPromise",
            true);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  String text(String expression) {
    return evaluate(expression).asText();
  }

  /** Clicks on the middle of the first element that a selector finds. */
  void click(String selector) {
    JsonNode box =
        evaluate(
            "(() => { const e = document.querySelector(`"
                + selector
                + "`); e.scrollIntoView({block: 'center', behavior: 'instant'});"
                + " const b = e.getBoundingClientRect();"
                + " return [b.x + b.width / 2, b.y + b.height / 2] })()");
    double x = box.get(0).asDouble();
    double y = box.get(1).asDouble();
    mouse("mousePressed", x, y);
    mouse("mouseReleased", x, y);
  }

  /** Moves the mouse, or presses or releases its left button there. */
  void mouse(String type, double x, double y) {
    boolean moved = type.equals("mouseMoved");
    send(
        "Input.dispatchMouseEvent",
        "type",
        type,
        "x",
        x,
        "y",
        y,
        "button",
        moved ? "none" : "left",
        "clickCount",
        moved ? 0 : 1);
  }

  /** Presses and releases a key by its name, such as {@code ArrowLeft}. */
  void key(String key) {
    send("Input.dispatchKeyEvent", "type", "rawKeyDown", "key", key);
    send("Input.dispatchKeyEvent", "type", "keyUp", "key", key);
  }

  void type(String text) {
    send("Input.insertText", "text", text);
  }

  /** What the page asked for since it was opened, itself included. */
  List<String> requests() {
    List<String> urls = new ArrayList<>();
    for (JsonNode event : events) {
      if (!event.path("method").asText().equals("Network.requestWillBeSent")) continue;
      urls.add(event.path("params").path("request").path("url").asText());
    }
    return urls;
  }

  /** Errors of scripts, and what the policy of the page refused. */
  List<String> complaints() {
    return events.stream()
        .filter(
            event ->
                List.of("Runtime.exceptionThrown", "Log.entryAdded")
                    .contains(event.path("method").asText()))
        .map(JsonNode::toString)
        .toList();
  }

  /** Shows pages at this width from now on. */
  void size(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        "width",
        width,
        "height",
        height,
        "deviceScaleFactor",
        1,
        "mobile",
        false);
  }

  /** As if the user had asked for a colour scheme, {@code light} or {@code dark}. */
  void scheme(String scheme) {
    send(
        "Emulation.setEmulatedMedia",
        "features",
        List.of(Map.of("name", "prefers-color-scheme", "value", scheme)));
  }

  void withoutScripts(boolean without) {
    send("Emulation.setScriptExecutionDisabled", "value", without);
  }

  /** What is seen now, as PNG. */
  void screenshot(Path file) throws IOException {
    String data = send("Page.captureScreenshot", "format", "png").path("data").asText();
    Files.write(file, Base64.getDecoder().decode(data));
  }

  @Override
  public void close() throws IOException {
    try {
      sendTo("", "Browser.close");
    } finally {
      socket.abort();
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Gathers the parts of each message; answers have an id, events have none. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        take(parts.toString());
        parts.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      answers.values().forEach(answer -> answer.completeExceptionally(error));
    }

    private void take(String text) {
      try {
        JsonNode message = mapper.readTree(text);
        CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt());
        if (answer != null) {
          answer.complete(message);
        } else {
          events.add(message);
          if (message.path("method").asText().equals("Page.loadEventFired")) {
            loaded.complete(message);
          }
        }
      } catch (IOException e) {
        answers.values().forEach(waiting -> waiting.completeExceptionally(e));
      }
    }
  }
}
