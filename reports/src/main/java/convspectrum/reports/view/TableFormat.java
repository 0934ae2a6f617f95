package convspectrum.reports.view;

import convspectrum.reports.table.ResultTable;
import java.util.List;
import java.util.Optional;

/** A way to write a table as text. */
public interface TableFormat {
  /** What a user calls it: {@code csv}. */
  String name();

  /** The whole text, its lines ended by {@code \n}. */
  String render(ResultTable table);

  /** All formats, by name. */
  static List<TableFormat> all(Terminal terminal) {
    return List.of(
        new CsvTable(), new MarkdownTable(), new LatexTable(), new ConsoleTable(terminal));
  }

  /** The format of that name, if there is one. */
  static Optional<TableFormat> named(String name, Terminal terminal) {
    return all(terminal).stream().filter(format -> format.name().equals(name)).findFirst();
  }
}
