import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times a page in a headless Chromium by the DevTools protocol: from the start of its navigation to the
 * first frame with a chart, and from clicks on rows to the frame with the panel. Called by page.sh.
 */
public final class PageTimes {
  private static final String OPENED =
      "new Promise(r => { const look = () => instances.size > 0 ? requestAnimationFrame(() =>"
          + " r(performance.now())) : requestAnimationFrame(look); look(); })";
  private static final String CLICKED =
      "new Promise(r => { const picks = document.querySelectorAll('#table-comparison .pick'); const"
          + " pick = picks[Math.floor(Math.random() * picks.length)]; const start ="
          + " performance.now(); pick.click(); requestAnimationFrame(() => setTimeout(() =>"
          + " r(performance.now() - start))); })";
  private static final String BOUND =
      "new Promise(r => { const slider = document.querySelector('.bound input'); slider.value ="
          + " Math.floor(Math.random() * slider.max); const start = performance.now();"
          + " slider.dispatchEvent(new Event('input')); requestAnimationFrame(() => setTimeout(() =>"
          + " r(performance.now() - start))); })";

  private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int calls;

  private PageTimes(URI address) {
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Listener()).join();
  }

  public static void main(String[] args) throws Exception {
    Process process =
        new ProcessBuilder(
                args[0],
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--window-size=1280,900",
                "--user-data-dir=" + args[2],
                "--remote-debugging-port=0",
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean fast;
    try {
      PageTimes page = new PageTimes(target(process));
      List<Double> opened = new ArrayList<>();
      List<Double> clicked = new ArrayList<>();
      List<Double> bound = new ArrayList<>();
      for (int run = 0; run < Integer.parseInt(args[3]); run++) {
        page.call("Page.enable", "{}");
        page.call("Page.navigate", "{\"url\":\"" + Path.of(args[1]).toUri() + "\"}");
        page.await("Page.loadEventFired");
        opened.add(page.number(OPENED));
        for (int i = 0; i < 5; i++) {
          clicked.add(page.number(CLICKED));
          bound.add(page.number(BOUND));
        }
      }
      fast =
          report("open", opened, 1000)
              & report("click on a row", clicked, 200)
              & report("move a bound", bound, 200);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    System.exit(fast ? 0 : 1);
  }

  private static boolean report(String what, List<Double> times, double most) {
    Collections.sort(times);
    double median = times.get(times.size() / 2);
    System.out.printf(
        "%-15s median %5.0f ms, slowest %5.0f ms of %d; at most %.0f ms%n",
        what, median, times.getLast(), times.size(), most);
    return median <= most;
  }

  private static URI target(Process process) throws Exception {
    BufferedReader errors = process.errorReader();
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith("DevTools listening on ")) {
        Thread.ofVirtual().start(() -> errors.lines().forEach(_ -> {}));
        int port = URI.create(line.substring(line.indexOf("ws://"))).getPort();
        String list =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                        .build(),
                    HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher page = Pattern.compile("\"(ws://[^\"]+/page/[^\"]+)\"").matcher(list);
        if (page.find()) {
          return URI.create(page.group(1));
        }
      }
    }
    throw new IllegalStateException("Chromium did not open a page");
  }

  private double number(String expression) throws InterruptedException {
    String answer =
        call(
            "Runtime.evaluate",
            "{\"expression\":\""
                + expression
                + "\",\"returnByValue\":true,\"awaitPromise\":true}");
    Matcher value = Pattern.compile("\"value\":([0-9.eE+-]+)").matcher(answer);
    if (!value.find()) {
      throw new IllegalStateException(answer);
    }
    return Double.parseDouble(value.group(1));
  }

  private String call(String method, String parameters) throws InterruptedException {
    int id = ++calls;
    socket
        .sendText("{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, parameters), true)
        .join();
    return await("\"id\":" + id + ",");
  }

  private String await(String part) throws InterruptedException {
    while (true) {
      String message = messages.poll(60, TimeUnit.SECONDS);
      if (message == null) {
        throw new IllegalStateException("Chromium said nothing for a minute");
      }
      if (message.contains(part)) {
        return message;
      }
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
