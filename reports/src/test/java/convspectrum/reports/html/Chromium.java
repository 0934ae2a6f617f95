package convspectrum.reports.html;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium with one page, driven by the DevTools protocol. It keeps what the page asked
 * the network for, and what it said on its console.
 */
final class Chromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private final List<String> requests = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private int calls;
  private int loads;

  private Chromium(Process process, int port) throws IOException, InterruptedException {
    this.process = process;
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    String targets =
        http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    String page =
        JsonMapper.shared()
            .readTree(targets)
            .valueStream()
            .filter(target -> target.get("type").asString().equals("page"))
            .map(target -> target.get("webSocketDebuggerUrl").asString())
            .findFirst()
            .orElseThrow();
    this.socket = http.newWebSocketBuilder().buildAsync(URI.create(page), new Listener()).join();
  }

  /** Where one is installed, if it is. */
  static Optional<Path> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts one, of this width, with its files in a folder. */
  static Chromium start(Path program, Path folder, int width)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                // The sandbox needs rights that a container may lack; the page is our own.
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--window-size=" + width + ",900",
                "--user-data-dir=" + folder,
                "--remote-debugging-port=0",
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Chromium(process, port(process));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** What it announces: {@code DevTools listening on ws://127.0.0.1:40123/devtools/…}. */
  private static int port(Process process) throws IOException {
    BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith("DevTools listening on ")) {
        int port = URI.create(line.substring(line.indexOf("ws://"))).getPort();
        Thread.ofVirtual().start(() -> errors.lines().forEach(_ -> {}));
        return port;
      }
    }
    throw new IOException("Chromium ended before it listened");
  }

  /** Opens a page and waits until it is loaded. */
  void open(URI page) throws InterruptedException {
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", "{}");
    }
    load("Page.navigate", "{\"url\":\"" + page.toASCIIString() + "\"}");
    while (!evaluate("location.href").asString().equals(page.toASCIIString())) {
      Thread.sleep(10); // what was loaded is the empty page that it began with
    }
    while (!evaluate("document.readyState").asString().equals("complete")) {
      Thread.sleep(10);
    }
  }

  /** Waits for the event of a page that is loaded, which may come before the answer. */
  private void load(String method, String parameters) throws InterruptedException {
    int before = loads;
    call(method, parameters);
    while (loads == before) {
      take();
    }
  }

  /** The value of an expression in the page, as JSON. */
  JsonNode evaluate(String expression) throws InterruptedException {
    String quoted = JsonMapper.shared().writeValueAsString(expression);
    JsonNode answer =
        call(
            "Runtime.evaluate",
            "{\"expression\":" + quoted + ",\"returnByValue\":true,\"awaitPromise\":true}");
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  /** Presses and releases a key, as a person does. */
  void press(String key, String text) throws InterruptedException {
    String which = "\"key\":\"" + key + "\",\"code\":\"" + key + "\",\"windowsVirtualKeyCode\":13";
    call(
        "Input.dispatchKeyEvent", "{\"type\":\"keyDown\"," + which + ",\"text\":\"" + text + "\"}");
    call("Input.dispatchKeyEvent", "{\"type\":\"keyUp\"," + which + "}");
  }

  /** The size of its window, as small as that of a phone. */
  void resize(int width, int height) throws InterruptedException {
    call(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":false}"
            .formatted(width, height));
  }

  /** Moves the mouse to a point of the window and clicks. */
  void click(double x, double y) throws InterruptedException {
    mouse("mouseMoved", 0, x, y);
    mouse("mousePressed", 1, x, y);
    mouse("mouseReleased", 0, x, y);
  }

  /** Presses the mouse at one point and releases it at another. */
  void drag(double fromX, double fromY, double toX, double toY) throws InterruptedException {
    mouse("mouseMoved", 0, fromX, fromY);
    mouse("mousePressed", 1, fromX, fromY);
    mouse("mouseMoved", 1, (fromX + toX) / 2, (fromY + toY) / 2);
    mouse("mouseMoved", 1, toX, toY);
    mouse("mouseReleased", 0, toX, toY);
  }

  private void mouse(String type, int buttons, double x, double y) throws InterruptedException {
    call(
        "Input.dispatchMouseEvent",
        String.format(
            Locale.ROOT,
            "{\"type\":\"%s\",\"button\":\"left\",\"buttons\":%d,\"clickCount\":1,\"x\":%f,\"y\":%f}",
            type,
            buttons,
            x,
            y));
  }

  /** Loads the page anew and waits until it is loaded. */
  void reload() throws InterruptedException {
    load("Page.reload", "{}");
  }

  /** The page as it is printed, a PDF. */
  byte[] print() throws InterruptedException {
    return Base64.getDecoder()
        .decode(
            call("Page.printToPDF", "{\"printBackground\":true,\"preferCSSPageSize\":true}")
                .get("data")
                .asString());
  }

  /** What is on the screen, a PNG. */
  byte[] screenshot() throws InterruptedException {
    return Base64.getDecoder().decode(call("Page.captureScreenshot", "{}").get("data").asString());
  }

  /** Light or dark, and screen or print. */
  void emulate(String media, String scheme) throws InterruptedException {
    call(
        "Emulation.setEmulatedMedia",
        ("{\"media\":\"%s\",\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"}]}")
            .formatted(media, scheme));
  }

  /** Addresses that the page asked for, itself among them. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Errors and warnings of the page, refusals by its policy among them. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private JsonNode call(String method, String parameters) throws InterruptedException {
    int id = ++calls;
    socket
        .sendText(
            "{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, parameters), true)
        .join();
    JsonNode message = take();
    while (message.path("id").asInt(0) != id) {
      message = take();
    }
    if (message.has("error")) {
      throw new AssertionError(method + ": " + message.get("error"));
    }
    return message.get("result");
  }

  private JsonNode take() throws InterruptedException {
    JsonNode message = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("Chromium said nothing for " + PATIENCE);
    }
    JsonNode body = message.path("params");
    switch (message.path("method").asString("")) {
      case "Network.requestWillBeSent" -> requests.add(body.get("request").get("url").asString());
      case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" ->
          complaints.add(body.toString());
      case "Page.loadEventFired" -> loads++;
      default -> {}
    }
    return message;
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
    try (Stream<ProcessHandle> children = process.descendants()) {
      children.forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly().onExit().join();
  }

  /** Puts messages together and queues them. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(JsonMapper.shared().readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return java.util.concurrent.CompletableFuture.completedFuture(null);
    }
  }
}
