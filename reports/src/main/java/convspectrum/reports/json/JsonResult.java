package convspectrum.reports.json;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command found, for {@link JsonRoot}. The notes and warnings of its tables become those of
 * the whole.
 *
 * {@snippet :
 * JsonResult.of(ResultKind.COST, costTable).with(details).json(version);
 * }
 *
 * @param kind what it is
 * @param summary what came out, a sentence each
 * @param machine that was measured
 * @param runs how each runtime was measured
 * @param details what it has beside tables
 * @param tables by different names
 */
public record JsonResult(
    ResultKind kind,
    List<String> summary,
    Optional<MachineFacts> machine,
    List<RunFacts> runs,
    Details details,
    List<ResultTable> tables) {
  /** Refuses two tables of one name. */
  public JsonResult {
    summary = List.copyOf(summary);
    runs = List.copyOf(runs);
    tables = List.copyOf(tables);
    if (tables.stream().map(ResultTable::name).distinct().count() < tables.size()) {
      throw new IllegalArgumentException(
          "two tables have one name: " + tables.stream().map(ResultTable::name).toList());
    }
  }

  /** Tables and nothing else. */
  public static JsonResult of(ResultKind kind, ResultTable... tables) {
    return new JsonResult(
        kind, List.of(), Optional.empty(), List.of(), new Details.None(), List.of(tables));
  }

  /** The same with these details. */
  public JsonResult with(Details of) {
    return new JsonResult(kind, summary, machine, runs, of, tables);
  }

  /** The same with this summary. */
  public JsonResult withSummary(List<String> sentences) {
    return new JsonResult(kind, sentences, machine, runs, details, tables);
  }

  /** The same with these tables in place of its own. */
  public JsonResult withTables(List<ResultTable> others) {
    return new JsonResult(kind, summary, machine, runs, details, others);
  }

  /** The same, measured on this machine, whose limits may be known, in these runs. */
  public JsonResult measured(Machine on, Optional<MachineLimits> limits, List<MeasurementRun> by) {
    return measured(MachineFacts.of(on, limits), by.stream().map(RunFacts::of).toList());
  }

  /** The same, measured on this machine in these runs. */
  public JsonResult measured(MachineFacts on, List<RunFacts> by) {
    return new JsonResult(kind, summary, Optional.of(on), by, details, tables);
  }

  /**
   * The whole as JSON, ended by {@code \n}. A row stands on a line of its own, so that two results
   * can be compared line by line.
   *
   * @param version of convspectrum
   */
  public String json(String version) {
    return JsonText.render(3, root(version));
  }

  /** The same fields as YAML, ended by {@code \n}. */
  public String yaml(String version) {
    return YamlText.render(root(version));
  }

  private JsonRoot root(String version) {
    Map<String, ResultTable> byName = new LinkedHashMap<>();
    Map<String, Map<String, JsonRoot.Column>> columns = new LinkedHashMap<>();
    Map<String, String> notes = new LinkedHashMap<>();
    for (ResultTable table : tables) {
      byName.put(table.name(), table);
      Map<String, JsonRoot.Column> described = new LinkedHashMap<>();
      table.columns().forEach(one -> described.put(one.name(), JsonRoot.Column.of(one)));
      columns.put(table.name(), described);
      table.notes().facts().forEach(fact -> notes.putIfAbsent(fact.key(), fact.value()));
    }
    List<String> warnings =
        tables.stream()
            .map(ResultTable::notes)
            .map(Notes::warnings)
            .flatMap(List::stream)
            .distinct()
            .toList();
    return new JsonRoot(
        kind.schema(),
        version,
        kind.command(),
        summary,
        machine,
        runs,
        details,
        byName,
        columns,
        notes,
        warnings);
  }
}
