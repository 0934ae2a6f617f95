package convspectrum.reports.json;

import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.spec.block.Doc;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The root of the JSON of every command. Each field is always there. */
public record JsonRoot(
    @Doc("What the document is and its version: `convspectrum/KIND/2`.") String schema,
    @Doc("Version of convspectrum.") String version,
    @Doc("The command that wrote it, without its arguments.") String command,
    @Doc("What came out, a sentence each; empty where the tables say it all.") List<String> summary,
    @Doc("The machine that was measured; null where nothing was measured.")
        Optional<MachineFacts> machine,
    @Doc("How each runtime was measured; empty where nothing was measured.") List<RunFacts> runs,
    @Doc("What the kind has beside tables. It is of the whole result, whatever rows are asked for.")
        Details details,
    @Doc(
            "Tables by name, a list of rows each; a row has a field per column, with the names that CSV has.")
        Map<String, ResultTable> tables,
    @Doc("The columns of each table by name.") Map<String, Map<String, Column>> columns,
    @Doc("How the figures came about, in words for people, by stable names.")
        Map<String, String> notes,
    @Doc("What nobody should miss, whole sentences.") List<String> warnings) {

  /** A column of a table. */
  public record Column(
      @Doc(
              "The type of its values: string, integer, number, boolean, or shape (a list of integers).")
          String type,
      @Doc("The unit of its values; null where they have none.") Optional<String> unit,
      @Doc("What it means.") String meaning) {
    static Column of(ResultColumn column) {
      String unit = column.description().unit();
      return new Column(
          column.jsonType(),
          unit.isEmpty() ? Optional.empty() : Optional.of(unit),
          column.description().meaning());
    }
  }
}
