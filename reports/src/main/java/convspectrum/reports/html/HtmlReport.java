package convspectrum.reports.html;

import static convspectrum.reports.html.HtmlText.escape;

import convspectrum.reports.chart.Graphic;
import convspectrum.reports.chart.Palette;
import convspectrum.reports.html.Report.ChartPart;
import convspectrum.reports.html.Report.NotesPart;
import convspectrum.reports.html.Report.Part;
import convspectrum.reports.html.Report.TablePart;
import convspectrum.reports.table.ResultTable;
import java.util.List;

/**
 * A report as one HTML page in itself. The policy in its head admits exactly the style sheet and
 * the scripts inside it, by hash; every text is escaped. What the scripts draw stands in a block of
 * JSON, and in the cells of the tables.
 */
public final class HtmlReport {
  /** Warnings that are shown at once; the others are folded. */
  private static final int WARNINGS = 2;

  private final Report report;
  private final PageData data = new PageData();
  private final StringBuilder page = new StringBuilder();

  private HtmlReport(Report report) {
    this.report = report;
  }

  /** The whole page, to be stored as UTF-8. */
  public static String render(Report report) {
    return new HtmlReport(report).render();
  }

  private String render() {
    String style = "\n" + Palette.style() + PageFiles.style();
    String library = drawsCharts() ? PageFiles.charts() : "";
    String script = "\n" + PageFiles.script();
    add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    add("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    add(PageFiles.policy(style, library, script) + "\">\n");
    if (report.refreshSeconds() > 0) {
      add("<meta http-equiv=\"refresh\" content=\"" + report.refreshSeconds() + "\">\n");
    }
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    add("<meta name=\"color-scheme\" content=\"light dark\">\n");
    // Without it a browser would ask the server for favicon.ico.
    add("<link rel=\"icon\" href=\"data:,\">\n");
    add("<title>" + escape(report.title()) + "</title>\n");
    add("<style>" + style + "</style>\n</head>\n<body>\n");
    add("<a class=\"skip\" href=\"#main\">To the results</a>\n<div class=\"layout\">\n");
    contents();
    add("<main id=\"main\">\n<h1>" + escape(report.title()) + "</h1>\n");
    opening();
    parts(report.parts());
    add("</main>\n");
    if (report.choice().isPresent()) {
      add("<aside id=\"panel\" tabindex=\"-1\" aria-labelledby=\"panel-title\" hidden></aside>\n");
    }
    add("</div>\n<p id=\"said\" class=\"unseen\" role=\"status\"></p>\n");
    add("<script type=\"application/json\" id=\"data\">" + data.json(report) + "</script>\n");
    if (!library.isEmpty()) {
      add("<script>" + library + "</script>\n");
    }
    add("<script>" + script + "</script>\n</body>\n</html>\n");
    return page.toString();
  }

  private boolean drawsCharts() {
    return report.choice().isPresent()
        || report.all().stream().anyMatch(ChartPart.class::isInstance);
  }

  private void contents() {
    add("<nav class=\"contents\" aria-label=\"Contents\">\n<ul>\n");
    link("main", "Answer");
    if (!report.summary().isEmpty()) {
      link("summary", "What came out");
    }
    for (Part part : report.first()) {
      link(part.name(), part.title());
    }
    for (Part part : report.parts()) {
      if (isChosenFrom(part)) {
        add("<li class=\"scripted\" hidden><a href=\"#choose\">Choose a design</a></li>\n");
      }
      link(part.name(), part.title());
    }
    add("</ul>\n</nav>\n");
  }

  private void link(String anchor, String text) {
    add("<li><a href=\"#" + anchor + "\">" + escape(text) + "</a></li>\n");
  }

  /** Whether a part is the table of the designs, above which they are filtered. */
  private boolean isChosenFrom(Part part) {
    return part instanceof TablePart(ResultTable table, _)
        && report.choice().map(one -> one.table().equals(table.name())).orElse(false);
  }

  private void opening() {
    if (!report.answer().isEmpty()) {
      add("<p class=\"answer\">" + escape(report.answer()) + "</p>\n");
    }
    int shown = Math.min(WARNINGS, report.warnings().size());
    add(HtmlTable.warnings(report.warnings().subList(0, shown)));
    List<String> more = report.warnings().subList(shown, report.warnings().size());
    if (!more.isEmpty()) {
      add("<details class=\"more\">\n<summary>" + more.size() + " more warnings</summary>\n");
      add(HtmlTable.warnings(more) + "</details>\n");
    }
    if (!report.first().isEmpty()) {
      add("<div class=\"first\">\n");
      parts(report.first());
      add("</div>\n");
    }
    add(HtmlSummary.section(report.summary()));
  }

  private void parts(List<Part> parts) {
    boolean inFigures = false;
    for (Part part : parts) {
      boolean figure = part instanceof ChartPart;
      if (figure != inFigures) {
        add(figure ? "<div class=\"figures\">\n" : "</div>\n");
        inFigures = figure;
      }
      switch (part) {
        case TablePart table -> {
          if (isChosenFrom(part)) {
            add("<section id=\"choose\" class=\"scripted\" hidden>\n");
            add("<h2>Choose a design</h2>\n</section>\n");
          }
          add(HtmlTable.render(table, isChosenFrom(part), data::label));
        }
        case ChartPart chart -> figure(chart);
        case NotesPart notes -> {
          add("<section id=\"" + part.name() + "\">\n<h2>" + escape(notes.title()) + "</h2>\n");
          add(HtmlTable.facts(notes.notes()) + "</section>\n");
        }
      }
    }
    if (inFigures) {
      add("</div>\n");
    }
  }

  private void figure(ChartPart part) {
    Graphic chart = part.figure();
    data.add(part);
    String title = escape(chart.title());
    add("<figure id=\"" + part.name() + "\">\n<h2>" + title + "</h2>\n");
    add("<div class=\"chart\" data-chart=\"" + chart.name() + "\" role=\"img\" tabindex=\"0\"");
    add(" aria-label=\"" + title + "\" aria-describedby=\"" + part.name() + "-about\"></div>\n");
    add("<figcaption id=\"" + part.name() + "-about\">" + escape(chart.description()));
    add(" <a href=\"#table-" + part.data() + "\">Figures in the table</a></figcaption>\n");
    add("</figure>\n");
  }

  private void add(String text) {
    page.append(text);
  }
}
