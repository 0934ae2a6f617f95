package convspectrum.reports.view;

import convspectrum.reports.table.Alignment;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.Presentation;
import convspectrum.reports.table.Presentation.Shown;
import convspectrum.reports.table.ResultTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A floating table for papers, with the rules of the package booktabs: units in the headings,
 * intervals beside their values, the best value of a column in bold. Its caption says how the
 * figures came about; further notes and all warnings stand below the table. The source is ASCII and
 * needs no package but booktabs.
 */
public final class LatexTable implements TableFormat {
  /** A column with a longer text breaks its lines. */
  private static final int LONGEST_LINE = 48;

  /** Facts that a caption states: by which convention, where, by which protocol. */
  private static final Set<String> CAPTION =
      Set.of(
          "convention",
          "relative_to",
          "machine",
          "java",
          "protocol",
          "published_accuracy",
          "source");

  private static final String PROTOCOL = "_protocol";

  @Override
  public String name() {
    return "latex";
  }

  @Override
  public String render(ResultTable table) {
    List<Shown> columns = Presentation.printed(table).columns();
    List<Set<Integer>> best =
        columns.stream().map(column -> BestRows.of(table, column.source())).toList();
    StringBuilder latex = new StringBuilder();
    latex.append("% In the preamble: \\usepackage{booktabs}\n");
    table.notes().facts().stream()
        .filter(LatexTable::isForTheAuthor)
        .forEach(fact -> latex.append("% ").append(LatexText.of(words(fact))).append('\n'));
    // Classes that expect captions below tables leave no room between a caption and a table.
    latex.append("\\begin{table}\n  \\centering\n  \\small\n");
    latex.append("  \\setlength{\\tabcolsep}{4pt}\n  \\setlength{\\belowcaptionskip}{6pt}\n");
    latex.append("  \\caption").append(caption(table, best)).append('\n');
    latex.append("  \\label{tab:").append(table.name().replace('_', '-')).append("}\n");
    latex.append("  \\begin{tabular}{@{}").append(specification(columns)).append("@{}}\n");
    latex.append("    \\toprule\n    ");
    latex.append(line(columns.stream().map(column -> LatexText.of(column.heading()))));
    latex.append("    \\midrule\n");
    for (int at = 0; at < table.rowCount(); at++) {
      int row = at;
      latex.append("    ");
      latex.append(
          line(
              IntStream.range(0, columns.size())
                  .mapToObj(i -> cell(columns.get(i), row, best.get(i).contains(row)))));
    }
    latex.append("    \\bottomrule\n  \\end{tabular}\n");
    below(table.notes(), latex);
    return latex.append("\\end{table}\n").toString();
  }

  /** Sentences as a list. */
  public static String list(List<String> sentences) {
    return sentences.stream()
        .map(sentence -> "  \\item " + LatexText.of(sentence) + "\n")
        .collect(Collectors.joining("", "\\begin{itemize}\n", "\\end{itemize}\n"));
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(" & ", "", " \\\\\n"));
  }

  private static String specification(List<Shown> columns) {
    return columns.stream()
        .map(column ->
            column.alignment() == Alignment.END ? "r" : isLong(column) ? "p{0.3\\linewidth}" : "l")
        .collect(Collectors.joining());
  }

  private static boolean isLong(Shown column) {
    return column.cells().stream().anyMatch(cell -> cell.length() > LONGEST_LINE);
  }

  private static String cell(Shown column, int row, boolean best) {
    String text = column.cells().get(row);
    if (column.source().isText()) {
      return LatexText.of(text);
    }
    int interval = column.source().interval().isPresent() ? text.indexOf(" [") : -1;
    String value = LatexText.number(interval < 0 ? text : text.substring(0, interval));
    return (best ? "\\textbf{" + value + "}" : value)
        + (interval < 0 ? "" : LatexText.number(text.substring(interval)));
  }

  /** The short one, for lists of tables, and the long one. */
  private static String caption(ResultTable table, List<Set<Integer>> best) {
    List<String> sentences = new ArrayList<>();
    String title = table.title().isBlank() ? table.name() : table.title();
    sentences.add(title);
    // What holds for several runtimes, such as the protocol, is said once.
    table.notes().facts().stream()
        .filter(fact -> isInCaption(fact, table.notes()))
        .collect(
            Collectors.groupingBy(
                Notes.Fact::value,
                LinkedHashMap::new,
                Collectors.mapping(Notes.Fact::label, Collectors.joining(", "))))
        .forEach((value, labels) -> sentences.add(labels + ": " + value));
    List<Shown> columns = Presentation.brief(table).columns();
    boolean intervals =
        columns.stream()
            .filter(column -> column.source().interval().isPresent())
            .anyMatch(column -> column.cells().stream().anyMatch(cell -> cell.contains(" [")));
    if (intervals) {
      sentences.add("In brackets: 95 % confidence intervals");
    }
    if (best.stream().anyMatch(rows -> !rows.isEmpty())) {
      sentences.add(bold(columns, best));
    }
    return "[%s]{%s}"
        .formatted(
            "{" + LatexText.of(title) + "}",
            sentences.stream()
                .map(LatexTable::sentence)
                .map(LatexText::of)
                .collect(Collectors.joining(" ")));
  }

  private static String bold(List<Shown> columns, List<Set<Integer>> best) {
    boolean overlapping =
        IntStream.range(0, columns.size())
            .anyMatch(
                i -> !best.get(i).isEmpty() && columns.get(i).source().interval().isPresent());
    return "Bold: the best of its column"
        + (overlapping ? ", and those whose intervals overlap with the best one's" : "");
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  /** Also how each runtime was measured, and its version, threads and date. */
  private static boolean isInCaption(Notes.Fact fact, Notes notes) {
    return CAPTION.contains(fact.key())
        || fact.key().endsWith(PROTOCOL)
        || notes.facts().stream().anyMatch(one -> one.key().equals(fact.key() + PROTOCOL));
  }

  /** What was left out of the output is nothing for readers of a paper. */
  private static boolean isForTheAuthor(Notes.Fact fact) {
    return fact.key().equals("tables_left_out");
  }

  private static String words(Notes.Fact fact) {
    return fact.label() + ": " + fact.value();
  }

  private static void below(Notes notes, StringBuilder out) {
    List<String> lines = new ArrayList<>();
    notes.warnings().forEach(warning -> lines.add("Warning: " + warning));
    notes.facts().stream()
        .filter(fact -> !isInCaption(fact, notes) && !isForTheAuthor(fact))
        .forEach(fact -> lines.add(words(fact)));
    if (lines.isEmpty()) {
      return;
    }
    out.append("  \\begin{flushleft}\n    \\footnotesize\n");
    out.append(
        lines.stream()
            .map(line -> "    " + LatexText.of(line) + "\n")
            .collect(Collectors.joining("\n"))); // an empty line ends a paragraph
    out.append("  \\end{flushleft}\n");
  }
}
