package convspectrum.reports;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.Roofline;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.MachineLimits;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.JsonDocument;
import convspectrum.search.LayerTime;
import convspectrum.search.LayerTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the time of a network goes: a row per step and runtime, with its work held against what
 * this machine can do at most.
 */
public final class LayerTimeTable {
  private final String model;
  private final List<LayerTimes> runtimes;
  private final Machine machine;
  private final MachineLimits limits;

  /**
   * Of these times.
   *
   * @param model its name
   * @param runtimes one each
   * @param limits of the machine that they were measured on
   */
  public LayerTimeTable(
      String model, List<LayerTimes> runtimes, Machine machine, MachineLimits limits) {
    this.model = model;
    this.runtimes = List.copyOf(runtimes);
    this.machine = machine;
    this.limits = limits;
  }

  /** A step on a runtime. */
  private record Row(LayerTime layer, LayerTimes of, MachineLimits limits) {
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
      return limits.roofline(cost().bytes(), threads()).of(cost());
    }

    private String name() {
      int more = layer.nodes().size() - 1;
      return layer.nodes().getFirst() + (more > 0 ? " +" + more : "");
    }

    private String bound() {
      return moves() ? roof().bound().name().toLowerCase(Locale.ROOT) : "";
    }

    private String level() {
      return moves() ? limits.level(cost().bytes()).level() : "";
    }
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (LayerTimes one : runtimes) {
      one.layers().forEach(layer -> rows.add(new Row(layer, one, limits)));
    }
    return rows;
  }

  /** The table {@code layer_times}. */
  public ResultTable table() {
    Columns<Row> columns =
        new Columns<>(rows())
            .text("runtime", row -> row.of().conditions().runtime(), text("Runtime", ""))
            .text(
                "layer", Row::name, text("Layer", "The first node of the step, and how many more."))
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
            .count("macs", row -> row.cost().macs(), ColumnDescription.count("MACs", ""))
            .real("gflops", Row::gflops, rate("GFLOP/s", "2 × MACs divided by the time."))
            .real(
                "peak_share",
                row -> row.gflops() / limits.gflops(row.threads()),
                percent("Of peak", "Of the multiply-adds that this machine was measured to do."))
            .count(
                "bytes",
                row -> row.cost().bytes(),
                ColumnDescription.bytes("Traffic", "Values and parameters read and written."))
            .real(
                "gb_per_s",
                row -> row.moves() ? row.perSecond(row.cost().bytes()) / 1e9 : Double.NaN,
                rate("GB/s", "Traffic divided by the time."))
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
                row -> row.moves() ? row.roof().seconds() * 1e3 / row.layer().ms() : Double.NaN,
                percent(
                    "Of roof", "The least time that the roofline allows, divided by the time."));
    return new ResultTable("layer_times", model + ": where the time goes", columns.list(), notes());
  }

  /** The same with keys, and all nodes. */
  public JsonDocument json() {
    return new JsonDocument()
        .text("model", model)
        .object("machine", MachineTable.json(machine, java.util.Optional.of(limits)))
        .objects("runtimes", runtimes.stream().map(LayerTimeTable::summary).toList())
        .rows("layers", table());
  }

  private static JsonDocument summary(LayerTimes times) {
    return new JsonDocument()
        .text("runtime", times.conditions().runtime())
        .text("runtime_version", times.conditions().runtimeVersion())
        .count("threads", times.conditions().threads())
        .text("date", times.conditions().date().toString())
        .real("pass_ms", times.passMs())
        .real("layers_ms", times.sumMs())
        .count("profiles", times.profiles());
  }

  private Notes notes() {
    Notes notes =
        Notes.none()
            .with("machine", MachineTable.summary(machine))
            .with(
                "limits",
                String.format(
                    Locale.ROOT,
                    "%.1f GFLOP/s one thread, %.1f GFLOP/s %d threads, as 'machine' measured",
                    limits.gflopsOneThread(),
                    limits.gflopsAllThreads(),
                    limits.threads()));
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
    boolean over =
        rows().stream().anyMatch(row -> row.gflops() > 1.1 * limits.gflops(row.threads()));
    return over
        ? notes.withWarning(
            "A step is faster than the kept peak of this machine: run 'convspectrum machine' again,"
                + " with nothing else running.")
        : notes;
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
