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
      Details details,
      String limit) {}

  /**
   * The details of designs, which are much alike and small when packed.
   *
   * @param designs places of their labels
   * @param packed an array of the details of these designs as JSON, by {@link PackedText}; empty
   *     without designs
   */
  public record Details(List<Integer> designs, String packed) {}

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
    List<DesignChoice.Detail> details =
        report.choice().map(DesignChoice::details).orElse(List.of());
    List<Integer> designs = details.stream().map(one -> label(one.label())).toList();
    Document document =
        new Document(
            List.copyOf(labels),
            charts,
            report.choice().map(DesignChoice::table).orElse(""),
            report.choice().map(DesignChoice::goals).orElse(List.of()),
            new Details(designs, details.isEmpty() ? "" : PackedText.of(JsonLine.of(details))),
            report.choice().map(DesignChoice::limit).orElse(""));
    return JsonLine.of(document).replace("<", "\\u003c");
  }
}
