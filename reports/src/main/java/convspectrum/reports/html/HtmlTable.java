package convspectrum.reports.html;

import static convspectrum.reports.html.HtmlText.escape;

import convspectrum.reports.html.Report.TablePart;
import convspectrum.reports.table.Alignment;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.Presentation;
import convspectrum.reports.table.Presentation.Shown;
import convspectrum.reports.table.ResultColumn.Interval;
import convspectrum.reports.table.ResultTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A table as a section of a page; cells carry their values for sorting and filtering. */
final class HtmlTable {
  /**
   * Rows from which on a table has no details, and no more rows unless all are needed: a page stays
   * small enough to send.
   */
  private static final int MANY = 300;

  /**
   * Rows of a long table that are laid out at first; the script shows the others on demand, and
   * they are printed. A browser lays out the whole table each time that one cell changes.
   */
  private static final int FIRST = 100;

  /** Rows from which on a table is long: of a few more than the first ones none is held back. */
  private static final int LONG = 120;

  /** Characters of a name that stands in one line. */
  private static final int LONGEST_LINE = 40;

  /** Digits of a number that is no count: more than any measurement has. */
  private static final MathContext DIGITS = new MathContext(8);

  private final ResultTable table;
  private final List<String> labels;
  private final ToIntFunction<String> places;
  private final List<Shown> columns;
  private final int rows;
  private final StringBuilder html = new StringBuilder();

  private HtmlTable(TablePart part, boolean isWhole, ToIntFunction<String> places) {
    this.table = part.table();
    this.labels = part.labels();
    this.places = places;
    boolean many = table.rowCount() > MANY;
    this.columns = (many ? Presentation.brief(table) : Presentation.full(table)).columns();
    this.rows = many && !isWhole ? MANY : table.rowCount();
  }

  /**
   * The section.
   *
   * @param isWhole whether all rows are shown, however many there are
   * @param places gives each label of a design its number on the page, which its rows carry
   */
  static String render(TablePart part, boolean isWhole, ToIntFunction<String> places) {
    HtmlTable drawn = new HtmlTable(part, isWhole, places);
    drawn.section();
    return drawn.html.toString();
  }

  private void section() {
    String id = "table-" + table.name();
    String labelled = " aria-labelledby=\"" + id + "-title\"";
    add("<section id=\"" + id + "\">\n");
    add("<h2 id=\"" + id + "-title\">" + escape(table.title()) + "</h2>\n");
    add("<div class=\"scroll\" tabindex=\"0\" role=\"region\"" + labelled + ">\n");
    add(
        "<table class=\"sortable"
            + (hasLongNames() ? " long\"" : "\"")
            + labelled
            + ">\n<thead>\n<tr>");
    columns.forEach(this::heading);
    add("</tr>\n</thead>\n<tbody>\n");
    for (int row = 0; row < rows; row++) {
      add(rows > LONG && row >= FIRST ? "<tr class=\"later\"" : "<tr");
      if (!labels.isEmpty() && !labels.get(row).isEmpty()) {
        add(" data-d=\"" + places.applyAsInt(labels.get(row)) + "\"");
      }
      add(">");
      for (int column = 0; column < columns.size(); column++) {
        cell(columns.get(column), row, column == 0);
      }
      // Without its end the last cell would have the end of the line in its text.
      add("</tr>\n");
    }
    add("</tbody>\n</table>\n</div>\n");
    if (rows < table.rowCount()) {
      add("<p>The first " + rows + " of " + table.rowCount() + " rows; the files beside this page");
      add(" have all.</p>\n");
    }
    add(warnings(table.notes().warnings()));
    add(facts(table.notes()));
    meanings();
    add("</section>\n");
  }

  /** Whether the names of the rows are so long that they have to break. */
  private boolean hasLongNames() {
    return !columns.isEmpty()
        && columns.getFirst().cells().stream().anyMatch(name -> name.length() > LONGEST_LINE);
  }

  private void heading(Shown column) {
    String meaning = column.source().description().meaning();
    String tip = meaning.isEmpty() ? "" : " title=\"" + escape(meaning) + "\"";
    String name = " data-name=\"" + escape(column.source().name()) + "\"";
    String ends =
        column
            .source()
            .interval()
            .map(one ->
                " data-low=\"" + escape(one.low()) + "\" data-high=\"" + escape(one.high()) + "\"")
            .orElse("");
    String detail = column.source().description().detail() ? " data-detail" : "";
    add("<th scope=\"col\"" + numeric(column) + name + ends + detail + tip + ">");
    add(escape(column.heading()) + "</th>");
  }

  private void cell(Shown column, int row, boolean first) {
    String tag = first ? "th" : "td";
    String text = column.cells().get(row);
    // The ends of an interval stand back behind its value.
    Optional<Interval> interval = column.source().interval();
    int bracket = interval.isPresent() ? text.indexOf(" [") : -1;
    String content =
        bracket < 0
            ? escape(text)
            : escape(text.substring(0, bracket))
                + " <span"
                + number("data-low", table.column(interval.get().low()).cell(row))
                + number("data-high", table.column(interval.get().high()).cell(row))
                + ">"
                + escape(text.substring(bracket + 1))
                + "</span>";
    // Most cells are numbers, which the style sheet puts at the end; HTML needs no end of a cell.
    boolean isText = column.alignment() == Alignment.START;
    add("<" + tag + (first ? " scope=\"row\"" + numeric(column) : isText ? " class=\"t\"" : ""));
    add(number("data-v", column.source().cell(row)) + ">" + content);
  }

  private static String numeric(Shown column) {
    return column.alignment() == Alignment.END ? " class=\"n\"" : "";
  }

  /** The number that the script sorts by or copies; texts are sorted and copied as shown. */
  private static String number(String attribute, Cell cell) {
    return switch (cell) {
      case Cell.Missing() -> attribute(attribute, "");
      case Cell.Text text -> "";
      case Cell.Flag flag -> "";
      case Cell.Count(long value) -> attribute(attribute, value);
      case Cell.Real(double value) when Double.isFinite(value) ->
          attribute(attribute, BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros());
      case Cell.Real(double value) -> attribute(attribute, value);
    };
  }

  private static String attribute(String name, Object value) {
    return " " + name + "=\"" + value + "\"";
  }

  /** The notes, a paragraph for each. */
  static String warnings(List<String> warnings) {
    StringBuilder html = new StringBuilder();
    for (String warning : warnings) {
      html.append("<p class=\"warning\"><strong>Warning:</strong> ").append(escape(warning));
      html.append("</p>\n");
    }
    return html.toString();
  }

  /** A list of labels and values; nothing where there are none. */
  static String facts(Notes notes) {
    if (notes.facts().isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<dl class=\"notes\">\n");
    for (Notes.Fact fact : notes.facts()) {
      html.append("<div><dt>").append(escape(fact.label())).append("</dt><dd>");
      html.append(escape(fact.value())).append("</dd></div>\n");
    }
    return html.append("</dl>\n").toString();
  }

  private void meanings() {
    List<Shown> explained =
        columns.stream().filter(c -> !c.source().description().meaning().isEmpty()).toList();
    if (explained.isEmpty()) {
      return;
    }
    add("<details>\n<summary>What the columns mean</summary>\n<dl class=\"notes\">\n");
    for (Shown column : explained) {
      add("<div><dt>" + escape(column.heading()) + "</dt><dd>");
      add(escape(column.source().description().meaning()) + "</dd></div>\n");
    }
    add("</dl>\n</details>\n");
  }

  private void add(String text) {
    html.append(text);
  }
}
