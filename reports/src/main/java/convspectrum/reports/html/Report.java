package convspectrum.reports.html;

import convspectrum.reports.chart.Graphic;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a page shows.
 *
 * @param title of the page
 * @param summary what came out, one sentence each; the first is the most important
 * @param warnings warnings in whole sentences
 * @param parts in order, their names distinct; charts that follow each other stand side by side
 *     where there is room
 */
public record Report(String title, List<String> summary, List<String> warnings, List<Part> parts) {
  /** A report without warnings. */
  public Report(String title, List<String> summary, List<Part> parts) {
    this(title, summary, List.of(), parts);
  }

  /** A part of the page. */
  public sealed interface Part {
    /** Anchor in the page. */
    String name();
  }

  /**
   * A table, all of its columns.
   *
   * @param table with its title and notes
   */
  public record TablePart(ResultTable table) implements Part {
    @Override
    public String name() {
      return "table-" + table.name();
    }
  }

  /**
   * A chart.
   *
   * @param figure what is drawn
   * @param data name of the table on the same page that holds its figures
   */
  public record ChartPart(Graphic figure, String data) implements Part {
    @Override
    public String name() {
      return "figure-" + figure.name();
    }
  }

  /**
   * How the figures came about; warnings among the notes are the report's own to show.
   *
   * @param title of the section
   */
  public record NotesPart(String title, Notes notes) implements Part {
    @Override
    public String name() {
      return "notes";
    }
  }

  /** Refuses parts of one name, and charts whose figures are nowhere on the page. */
  public Report {
    summary = List.copyOf(summary);
    warnings = List.copyOf(warnings);
    parts = List.copyOf(parts);
    Set<String> names = new HashSet<>();
    for (Part part : parts) {
      if (!names.add(part.name())) {
        throw new IllegalArgumentException("report: two parts are named " + part.name());
      }
    }
    for (Part part : parts) {
      if (part instanceof ChartPart(Graphic figure, String data)
          && !names.contains("table-" + data)) {
        throw new IllegalArgumentException(
            "report: chart %s has its figures in table %s, which is not in the report"
                .formatted(figure.name(), data));
      }
    }
  }
}
