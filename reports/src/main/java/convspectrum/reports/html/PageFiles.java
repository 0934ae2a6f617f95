package convspectrum.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The style sheet and the scripts that every page holds, and the policy that admits them alone. */
final class PageFiles {
  /** In the order in which they use each other. */
  private static final List<String> SCRIPTS =
      List.of(
          "base.js",
          "table.js",
          "axis.js",
          "chart.js",
          "parallel.js",
          "panel.js",
          "choose.js",
          "page.js");

  /** Apache ECharts as its WebJar has it. */
  private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private PageFiles() {}

  static String style() {
    return resource("report.css");
  }

  /** Our own script. */
  static String script() {
    return SCRIPTS.stream().map(PageFiles::resource).collect(Collectors.joining("\n"));
  }

  /** The library that draws the charts. */
  static String charts() {
    return resource(CHARTS);
  }

  /** What the page may do: only what these texts do, of which empty ones are not on the page. */
  static String policy(String style, String... scripts) {
    String admitted =
        Stream.of(scripts)
            .filter(script -> !script.isEmpty())
            .map(script -> "'" + hash(script) + "'")
            .collect(Collectors.joining(" "));
    return "default-src 'none'; style-src '%s'; script-src %s; img-src data:; base-uri 'none'; form-action 'none'"
        .formatted(hash(style), admitted);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(PageFiles.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
