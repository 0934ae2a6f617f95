package convspectrum.reports.html;

import convspectrum.reports.chart.Graphic;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a page shows.
 *
 * @param title of the page
 * @param answer the most important result, in one line; empty for none
 * @param summary what came out, one sentence each; sentences that begin with the same name and a
 *     colon are shown as a group
 * @param warnings warnings in whole sentences
 * @param first what stands beside the answer on the first screen: a chart, the recommended designs
 * @param parts the others, in order, all names distinct; charts that follow each other stand side
 *     by side where there is room
 * @param choice the designs that a reader chooses among; none where rows are no designs
 * @param refreshSeconds after how many seconds the page loads itself again while what it reports
 *     goes on; 0 for a page that is complete
 */
public record Report(
    String title,
    String answer,
    List<String> summary,
    List<String> warnings,
    List<Part> first,
    List<Part> parts,
    Optional<DesignChoice> choice,
    int refreshSeconds) {
  /** A page of parts in their order, the first sentence its answer. */
  public Report(String title, List<String> summary, List<Part> parts) {
    this(
        title,
        summary.isEmpty() ? "" : summary.getFirst(),
        summary.subList(Math.min(1, summary.size()), summary.size()),
        List.of(),
        List.of(),
        parts,
        Optional.empty(),
        0);
  }

  /** A part of the page. */
  public sealed interface Part {
    /** Anchor in the page. */
    String name();

    /** What the contents call it. */
    String title();
  }

  /**
   * A table, all of its columns.
   *
   * @param table with its title and notes
   * @param labels for each row the label of its design; empty where rows are of none
   */
  public record TablePart(ResultTable table, List<String> labels) implements Part {
    /** Refuses labels that do not belong to the rows one by one. */
    public TablePart {
      labels = List.copyOf(labels);
      if (!labels.isEmpty() && labels.size() != table.rowCount()) {
        throw new IllegalArgumentException(
            "table %s: found %s labels, expected one for each of %s rows"
                .formatted(
                    table.name(),
                    Integer.toString(labels.size()),
                    Integer.toString(table.rowCount())));
      }
    }

    /** A table whose column {@code design}, if it has one, names the design of each row. */
    public TablePart(ResultTable table) {
      this(
          table,
          table.has("design")
              ? table.column("design").cells().stream().map(Cell::text).toList()
              : List.of());
    }

    @Override
    public String name() {
      return "table-" + table.name();
    }

    @Override
    public String title() {
      return table.title();
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

    @Override
    public String title() {
      return figure.title();
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

  /** Refuses parts of one name, and charts and choices whose figures are nowhere on the page. */
  public Report {
    summary = List.copyOf(summary);
    warnings = List.copyOf(warnings);
    first = List.copyOf(first);
    parts = List.copyOf(parts);
    Set<String> names = new HashSet<>();
    List<Part> all = new ArrayList<>(first);
    all.addAll(parts);
    for (Part part : all) {
      if (!names.add(part.name())) {
        throw new IllegalArgumentException("report: two parts are named " + part.name());
      }
    }
    for (Part part : all) {
      if (part instanceof ChartPart(Graphic figure, String data)
          && !names.contains("table-" + data)) {
        throw new IllegalArgumentException(
            "report: chart %s has its figures in table %s, which is not in the report"
                .formatted(figure.name(), data));
      }
    }
    choice.ifPresent(one -> {
      if (!names.contains("table-" + one.table())) {
        throw new IllegalArgumentException(
            "report: the designs are in table %s, which is not in the report"
                .formatted(one.table()));
      }
    });
  }

  /** The same while what it reports goes on: its answer says how far, and it loads itself again. */
  public Report going(String answer, int refreshSeconds) {
    List<String> sentences = new ArrayList<>();
    if (!this.answer.isEmpty()) {
      sentences.add(this.answer);
    }
    sentences.addAll(summary);
    return new Report(title, answer, sentences, warnings, first, parts, choice, refreshSeconds);
  }

  /** All parts, those of the first screen first. */
  List<Part> all() {
    List<Part> all = new ArrayList<>(first);
    all.addAll(parts);
    return all;
  }
}
