package convspectrum.reports.measure;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.Roofline;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.MachineFacts;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.json.RunFacts;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.roofline.Ceiling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the time of a network goes: a row per step and runtime, with its work held against what
 * this machine can do at most.
 */
public final class LayerTimeTable {
  private final String model;
  private final List<LayerTimes> runtimes;
  private final Machine machine;
  private final MachineLimits limits;
  private final Optional<String> interruption;

  /**
   * The tables of these times.
   *
   * @param model its name
   * @param runtimes one each
   * @param limits of the machine that they were measured on
   * @param interruption what is missing where measuring was interrupted, in a sentence
   */
  public LayerTimeTable(
      String model,
      List<LayerTimes> runtimes,
      Machine machine,
      MachineLimits limits,
      Optional<String> interruption) {
    this.model = model;
    this.runtimes = List.copyOf(runtimes);
    this.machine = machine;
    this.limits = limits;
    this.interruption = interruption;
  }

  /** A step on a runtime. */
  private record Row(LayerTime layer, LayerTimes of, Ceiling ceiling) {
    private Cost cost() {
      return layer.cost();
    }

    private int threads() {
      return of.conditions().threads();
    }

    private boolean moves() {
      return cost().bytes() > 0;
    }

    private double perSecond(long amount) {
      return layer.ms() > 0 ? amount / (layer.ms() / 1e3) : Double.NaN;
    }

    private double gflops() {
      return cost().flops() > 0 ? perSecond(cost().flops()) / 1e9 : Double.NaN;
    }

    private Roofline.Estimate roof() {
      return ceiling.limits().roofline(cost().bytes(), threads()).of(cost());
    }

    private String name() {
      int more = layer.nodes().size() - 1;
      return layer.nodes().getFirst() + (more > 0 ? " +" + more : "");
    }

    private String bound() {
      return moves() && !ceiling.limits().suspect()
          ? roof().bound().name().toLowerCase(Locale.ROOT)
          : "";
    }

    private String level() {
      return moves() ? ceiling.limits().level(cost().bytes()).level() : "";
    }
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (LayerTimes one : runtimes) {
      one.layers().forEach(layer -> rows.add(new Row(layer, one, new Ceiling(limits))));
    }
    return rows;
  }

  /** The table {@code layer_times}. */
  public ResultTable table() {
    return new ResultTable(
        "layer_times", model + ": where the time goes", columns(rows()), notes());
  }

  /** The table before anything is measured: its columns without a row. */
  public static ResultTable planned() {
    return new ResultTable("layer_times", "", columns(List.of()), Notes.none());
  }

  private static List<ResultColumn> columns(List<Row> rows) {
    return new Columns<>(rows)
        .text("runtime", row -> row.of().conditions().runtime(), text("Runtime", "The runtime."))
        .text("layer", Row::name, text("Layer", "The first node of the step, and how many more."))
        .text(
            "nodes",
            row -> String.join(" + ", row.layer().nodes()),
            text("Nodes", "Nodes of the graph that the step computes.").asDetail())
        .text("op", row -> row.layer().op(), text("Op", "What the runtime calls it."))
        .real(
            "ms",
            row -> row.layer().ms(),
            ColumnDescription.milliseconds("Time", "Median time in a profiled pass."))
        .real(
            "share",
            row -> row.layer().ms() / row.of().sumMs(),
            percent("Share", "Of the time of all steps."))
        .count(
            "macs",
            row -> row.cost().macs(),
            ColumnDescription.count("MACs", "Multiply-accumulates."))
        .real(
            "gflops",
            Row::gflops,
            rate(
                "GFLOP/s",
                "10⁹ FLOP a second: 2 × MACs divided by the time; none of a step without MACs."))
        .real(
            "peak_share",
            row -> row.ceiling().peakShare(row.layer(), row.of().conditions()),
            percent(
                "Of peak",
                "Of the multiply-adds that this machine was measured to do; none of a step that"
                    + " does fewer than are counted."))
        .count(
            "bytes",
            row -> row.cost().bytes(),
            ColumnDescription.bytes("Traffic", "Values and parameters read and written."))
        .real(
            "gb_per_s",
            row -> row.moves() ? row.perSecond(row.cost().bytes()) / 1e9 : Double.NaN,
            rate(
                "GB/s",
                "10⁹ bytes a second: traffic divided by the time; none of a step that moves nothing."))
        .text(
            "level",
            Row::level,
            text("Level", "The nearest memory that holds the traffic.").asDetail())
        .text(
            "bound",
            Row::bound,
            text("Bound", "What the roofline says it is bound by: compute or memory."))
        .real(
            "roof_share",
            row -> row.ceiling().roofShare(row.layer(), row.of().conditions()),
            percent(
                "Of roof",
                "The least time that the roofline allows, divided by the time; none of a step"
                    + " that is faster."))
        .list();
  }

  /** The same figures for JSON. */
  public JsonResult json() {
    return JsonResult.of(ResultKind.MEASURE_LAYERS, table())
        .measured(
            MachineFacts.of(machine, Optional.of(limits)),
            runtimes.stream().map(this::run).toList())
        .with(
            new Details.Layers(
                model,
                runtimes.stream()
                    .map(one ->
                        new Details.Pass(one.conditions().runtime(), one.passMs(), one.sumMs()))
                    .toList()));
  }

  private RunFacts run(LayerTimes times) {
    return new RunFacts(
        times.conditions().runtime(),
        times.conditions().runtimeVersion(),
        times.conditions().threads(),
        times.conditions().dtype(),
        times.conditions().date().toString(),
        "profile",
        "medians of " + times.profiles() + " profiles",
        times.profiles(),
        interruption.isPresent() && times.equals(runtimes.getLast()),
        0,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private Notes notes() {
    Notes notes =
        LimitNotes.with(
            Notes.none().with("machine", MachineTable.summary(machine)), "limits", limits);
    if (interruption.isPresent()) {
      notes = notes.withWarning(interruption.get());
    }
    for (LayerTimes one : runtimes) {
      notes =
          notes.with(
              one.conditions().runtime(),
              String.format(
                  Locale.ROOT,
                  "version %s, %d thread%s: steps %.3f ms together, a pass without profiling %.3f ms;"
                      + " medians of %d profiles",
                  one.conditions().runtimeVersion(),
                  one.conditions().threads(),
                  one.conditions().threads() == 1 ? "" : "s",
                  one.sumMs(),
                  one.passMs(),
                  one.profiles()));
    }
    List<Row> above =
        rows().stream()
            .filter(row -> row.ceiling().isAbove(row.layer(), row.of().conditions()))
            .toList();
    return above.isEmpty()
        ? notes
        : notes.with(
            "without_a_share",
            "steps faster than the roof allows, which do not move all the bytes that are counted, or"
                + " are too short for the clock: "
                + above.stream().map(Row::name).distinct().collect(Collectors.joining(", ")));
  }

  private static ColumnDescription text(String heading, String meaning) {
    return ColumnDescription.text(heading, meaning);
  }

  private static ColumnDescription percent(String heading, String meaning) {
    return ColumnDescription.number(heading, "", new Notation.Percent(1), meaning);
  }

  private static ColumnDescription rate(String heading, String meaning) {
    return ColumnDescription.number(heading, "", new Notation.Fixed(1), meaning);
  }
}
