package convspectrum.reports.view;

import convspectrum.reports.table.Alignment;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.Presentation;
import convspectrum.reports.table.Presentation.Shown;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.table.VisibleText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A GitHub table under its title, notes below. Numbers stand to the right; texts are escaped, so
 * that no name becomes markup.
 */
public final class MarkdownTable implements TableFormat {
  @Override
  public String name() {
    return "markdown";
  }

  @Override
  public String render(ResultTable table) {
    StringBuilder markdown = new StringBuilder();
    if (!table.title().isBlank()) {
      markdown.append("### ").append(escape(table.title())).append("\n\n");
    }
    table(Presentation.brief(table), markdown);
    notes(table.notes(), markdown);
    return markdown.toString();
  }

  /** Sentences as a list. */
  public static String list(List<String> sentences) {
    return sentences.stream()
        .map(sentence -> "- " + escape(sentence) + "\n")
        .collect(Collectors.joining());
  }

  private static void table(Presentation presentation, StringBuilder out) {
    List<Shown> columns = presentation.columns();
    line(columns, column -> escape(column.heading()), out);
    line(columns, column -> column.alignment() == Alignment.END ? "---:" : ":---", out);
    int rows = columns.getFirst().cells().size();
    for (int row = 0; row < rows; row++) {
      int at = row;
      // Numbers hold nothing that could be markup, and backslashes would hurt who reads the source.
      line(
          columns,
          column ->
              column.source().isText() ? escape(column.cells().get(at)) : column.cells().get(at),
          out);
    }
  }

  private static void line(List<Shown> columns, Function<Shown, String> cell, StringBuilder out) {
    out.append(columns.stream().map(cell).collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static void notes(Notes notes, StringBuilder out) {
    if (notes.warnings().isEmpty() && notes.facts().isEmpty()) {
      return;
    }
    out.append('\n');
    for (String warning : notes.warnings()) {
      out.append("- **Warning:** ").append(escape(warning)).append('\n');
    }
    for (Notes.Fact fact : notes.facts()) {
      out.append("- ")
          .append(escape(fact.label()))
          .append(": ")
          .append(escape(fact.value()))
          .append('\n');
    }
  }

  private static String escape(String text) {
    String visible = VisibleText.of(text);
    StringBuilder escaped = new StringBuilder(visible.length());
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '|', '\\', '`', '*', '[', ']', '~', '$' -> escaped.append('\\').append(c);
        case '@' -> escaped.append("@&#8203;"); // GitHub writes to whom a name names
        case '_' -> escaped.append(insideWord(visible, i) ? "_" : "\\_");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** GitHub takes no underscore inside a word for emphasis. */
  private static boolean insideWord(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at + 1));
  }
}
