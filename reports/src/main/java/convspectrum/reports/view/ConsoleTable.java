package convspectrum.reports.view;

import convspectrum.reports.table.Alignment;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.Presentation;
import convspectrum.reports.table.Presentation.Shown;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.table.VisibleText;
import java.util.ArrayList;
import java.util.List;

/**
 * Aligned columns for a terminal. A table that is too wide is cut into blocks of columns, one below
 * the other, each beginning with the first column again; numbers are never shortened, texts only
 * where one alone would fill more than half the width.
 */
public final class ConsoleTable implements TableFormat {
  private static final String GAP = "  ";
  private static final String BOLD = "\u001B[1m";
  private static final String DIM = "\u001B[2m";
  private static final String YELLOW = "\u001B[33m";
  private static final String RESET = "\u001B[0m";
  private static final int SHORTEST_TEXT = 8;

  private final Terminal terminal;

  /** A format for the width, colors and characters of a terminal. */
  public ConsoleTable(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public String name() {
    return "table";
  }

  @Override
  public String render(ResultTable table) {
    StringBuilder out = new StringBuilder();
    if (!table.title().isBlank()) {
      line(style(BOLD, plain(VisibleText.of(table.title()))), out);
      out.append('\n');
    }
    List<ConsoleColumn> columns =
        Presentation.brief(table).columns().stream().map(this::column).toList();
    boolean first = true;
    for (List<ConsoleColumn> block : blocks(columns)) {
      if (!first) {
        out.append('\n');
      }
      first = false;
      block(block, table.rowCount(), out);
    }
    notes(table.notes(), out);
    return out.toString();
  }

  private ConsoleColumn column(Shown shown) {
    boolean text = shown.source().isText();
    int most =
        text && terminal.width() != Terminal.UNLIMITED
            ? Math.max(SHORTEST_TEXT, (terminal.width() - GAP.length()) / 2)
            : Terminal.UNLIMITED;
    List<String> cells =
        shown.cells().stream().map(cell -> ConsoleColumn.shorten(plain(cell), most)).toList();
    return ConsoleColumn.of(plain(shown.heading()), cells, shown.alignment());
  }

  private List<List<ConsoleColumn>> blocks(List<ConsoleColumn> columns) {
    ConsoleColumn first = columns.getFirst();
    List<List<ConsoleColumn>> blocks = new ArrayList<>();
    List<ConsoleColumn> block = new ArrayList<>(List.of(first));
    long width = first.width();
    for (ConsoleColumn column : columns.subList(1, columns.size())) {
      long wider = width + GAP.length() + column.width();
      if (wider > terminal.width() && block.size() > 1) {
        blocks.add(block);
        block = new ArrayList<>(List.of(first));
        wider = (long) first.width() + GAP.length() + column.width();
      }
      block.add(column);
      width = wider;
    }
    blocks.add(block);
    return blocks;
  }

  private void block(List<ConsoleColumn> block, int rows, StringBuilder out) {
    int height = block.stream().mapToInt(column -> column.heading().size()).max().orElse(0);
    for (int row = 0; row < height; row++) {
      List<String> cells = new ArrayList<>();
      for (ConsoleColumn column : block) {
        // Headings of fewer lines stand at the bottom, next to their cells.
        int at = row - (height - column.heading().size());
        cells.add(column.pad(at < 0 ? "" : column.heading().get(at)));
      }
      line(style(BOLD, String.join(GAP, cells).stripTrailing()), out);
    }
    String dash = terminal.unicode() ? "─" : "-";
    List<String> rules = block.stream().map(column -> dash.repeat(column.width())).toList();
    line(style(DIM, String.join(GAP, rules)), out);
    for (int row = 0; row < rows; row++) {
      int at = row;
      List<String> cells =
          block.stream().map(column -> column.pad(column.cells().get(at))).toList();
      line(String.join(GAP, cells).stripTrailing(), out);
    }
  }

  private void notes(Notes notes, StringBuilder out) {
    if (notes.facts().isEmpty() && notes.warnings().isEmpty()) {
      return;
    }
    out.append('\n');
    for (String warning : notes.warnings()) {
      line(style(YELLOW, plain("warning: " + VisibleText.of(warning))), out);
    }
    int widest = notes.facts().stream().mapToInt(f -> DisplayWidth.of(label(f))).max().orElse(0);
    for (Notes.Fact fact : notes.facts()) {
      String label = ConsoleColumn.pad(label(fact), widest, Alignment.START);
      line(style(DIM, label + GAP + plain(VisibleText.of(fact.value()))), out);
    }
  }

  private String label(Notes.Fact fact) {
    return plain(VisibleText.of(fact.label())) + ":";
  }

  private String style(String sequence, String text) {
    return terminal.color() && !text.isEmpty() ? sequence + text + RESET : text;
  }

  /** In ASCII where the terminal has no more. */
  private String plain(String text) {
    if (terminal.unicode()) {
      return text;
    }
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '–', '—', '−' -> ascii.append('-');
            case '×' -> ascii.append('x');
            case 'µ' -> ascii.append('u');
            case '±' -> ascii.append("+-");
            case '…' -> ascii.append("...");
            case '≤' -> ascii.append("<=");
            case '∞' -> ascii.append("inf");
            default -> ascii.appendCodePoint(c < 0x80 ? c : '?');
          }
        });
    return ascii.toString();
  }

  private static void line(String text, StringBuilder out) {
    out.append(text).append('\n');
  }
}
