package convspectrum.reports.html;

import static convspectrum.reports.html.HtmlText.escape;

import convspectrum.reports.chart.Graphic;
import convspectrum.reports.chart.SvgChart;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * A report as one HTML page in itself. The policy in its head admits exactly the style sheet and
 * the script inside it, by hash; every text is escaped.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /** The whole page, to be stored as UTF-8. */
  public static String render(Report report) {
    String style = "\n" + resource("report.css") + SvgChart.style();
    String script = "\n" + resource("report.js");
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    page.append(policy(style, script)).append("\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    // Without it a browser would ask the server for favicon.ico.
    page.append("<link rel=\"icon\" href=\"data:,\">\n");
    page.append("<title>").append(escape(report.title())).append("</title>\n");
    page.append("<style>").append(style).append("</style>\n</head>\n<body>\n<main>\n");
    page.append("<h1>").append(escape(report.title())).append("</h1>\n");
    if (!report.summary().isEmpty()) {
      page.append("<ul class=\"summary\">\n");
      for (String sentence : report.summary()) {
        page.append("<li>").append(escape(sentence)).append("</li>\n");
      }
      page.append("</ul>\n");
    }
    page.append(HtmlTable.warnings(report.warnings()));
    parts(report, page);
    page.append("</main>\n<script>").append(script).append("</script>\n</body>\n</html>\n");
    return page.toString();
  }

  private static void parts(Report report, StringBuilder page) {
    boolean inFigures = false;
    for (Report.Part part : report.parts()) {
      boolean figure = part instanceof Report.ChartPart;
      if (figure != inFigures) {
        page.append(figure ? "<div class=\"figures\">\n" : "</div>\n");
        inFigures = figure;
      }
      switch (part) {
        case Report.TablePart(ResultTable table) -> page.append(HtmlTable.render(table));
        case Report.ChartPart(Graphic drawn, String data) -> figure(part.name(), drawn, data, page);
        case Report.NotesPart(String title, Notes notes) -> {
          page.append("<section id=\"").append(part.name()).append("\">\n<h2>");
          page.append(escape(title)).append("</h2>\n").append(HtmlTable.facts(notes));
          page.append("</section>\n");
        }
      }
    }
    if (inFigures) {
      page.append("</div>\n");
    }
  }

  private static void figure(String id, Graphic chart, String data, StringBuilder page) {
    page.append("<figure id=\"").append(id).append("\">\n<h2>");
    page.append(escape(chart.title())).append("</h2>\n<div class=\"scroll\" tabindex=\"0\"");
    page.append(" role=\"region\" aria-label=\"").append(escape(chart.title())).append("\">\n");
    page.append(SvgChart.render(chart)).append("</div>\n<figcaption>");
    page.append(escape(chart.description())).append(" <a href=\"#table-").append(data);
    page.append("\">Figures in the table</a></figcaption>\n</figure>\n");
  }

  private static String policy(String style, String script) {
    return "default-src 'none'; style-src '%s'; script-src '%s'; img-src data:; base-uri 'none'; form-action 'none'"
        .formatted(hash(style), hash(script));
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
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
