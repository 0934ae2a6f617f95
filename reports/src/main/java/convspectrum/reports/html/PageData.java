package convspectrum.reports.html;

import convspectrum.reports.chart.ChartData;
import convspectrum.reports.json.JsonLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the script of a page draws and shows, as one document. */
final class PageData {
  private final List<String> labels = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final List<ChartData> charts = new ArrayList<>();

  /**
   * The document.
   *
   * @param labels of designs and points; everything else names them by their places here
   * @param charts in the order of the page
   * @param table name of the table of the designs; empty for none
   * @param goals figures of the front at first
   * @param details of designs
   * @param limit why some have none
   */
  public record Document(
      List<String> labels,
      List<ChartData> charts,
      String table,
      List<DesignChoice.Goal> goals,
      List<Described> details,
      String limit) {}

  /**
   * The details of a design.
   *
   * @param design place of its label
   */
  public record Described(int design, DesignChoice.Detail detail) {}

  /** The place of a label. */
  int label(String text) {
    return places.computeIfAbsent(
        text,
        key -> {
          labels.add(key);
          return labels.size() - 1;
        });
  }

  void add(Report.ChartPart chart) {
    charts.add(ChartData.of(chart.figure(), this::label));
  }

  /** The content of a script element of type {@code application/json}: it holds no {@code <}. */
  String json(Report report) {
    List<Described> details = new ArrayList<>();
    report
        .choice()
        .ifPresent(choice ->
            choice.details().forEach(one -> details.add(new Described(label(one.label()), one))));
    Document document =
        new Document(
            List.copyOf(labels),
            charts,
            report.choice().map(DesignChoice::table).orElse(""),
            report.choice().map(DesignChoice::goals).orElse(List.of()),
            details,
            report.choice().map(DesignChoice::limit).orElse(""));
    return JsonLine.of(document).replace("<", "\\u003c");
  }
}
