package convspectrum.reports.measure;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.Roofline;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.search.profile.GroupTime;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.roofline.Ceiling;
import java.util.List;
import java.util.Locale;

/**
 * Steps of a network on a runtime that are a row of a table, with their work.
 *
 * @param group one step, or those of a block or type of op
 * @param of the whole network
 * @param ceiling what this machine can do at most
 */
record WorkRow(GroupTime group, LayerTimes of, Ceiling ceiling) {
  static WorkRow of(LayerTime layer, LayerTimes of, MachineLimits limits) {
    return new WorkRow(
        new GroupTime(layer.nodes().getFirst(), layer.op(), List.of(layer)),
        of,
        new Ceiling(limits));
  }

  LayerTime first() {
    return group.steps().getFirst();
  }

  Conditions conditions() {
    return of.conditions();
  }

  private Cost cost() {
    return group.cost();
  }

  private boolean isOne() {
    return group.steps().size() == 1;
  }

  private boolean moves() {
    return cost().bytes() > 0;
  }

  private double perSecond(long amount) {
    return group.ms() > 0 ? amount / (group.ms() / 1e3) : Double.NaN;
  }

  /** The first node, and how many more. */
  String name() {
    int more = first().nodes().size() - 1;
    return first().nodes().getFirst() + (more > 0 ? " +" + more : "");
  }

  private double gflops() {
    return cost().flops() > 0 ? perSecond(cost().flops()) / 1e9 : Double.NaN;
  }

  private double gigabytes() {
    return moves() ? perSecond(cost().bytes()) / 1e9 : Double.NaN;
  }

  private double peakShare() {
    return isOne()
        ? ceiling.peakShare(first(), conditions())
        : ceiling.peakShare(group.steps(), conditions());
  }

  private double roofShare() {
    return isOne()
        ? ceiling.roofShare(first(), conditions())
        : ceiling.roofShare(group.steps(), conditions());
  }

  boolean isAboveRoof() {
    return ceiling.isAbove(first(), conditions());
  }

  private String bound() {
    MachineLimits limits = ceiling.limits();
    if (!moves() || limits.suspect() || !conditions().isSinglePrecision()) {
      return "";
    }
    Roofline.Estimate roof = limits.roofline(cost().bytes(), conditions().threads()).of(cost());
    return roof.bound().name().toLowerCase(Locale.ROOT);
  }

  private String level() {
    return moves() ? ceiling.limits().level(cost().bytes()).level() : "";
  }

  /** The columns of time and work. */
  static void addTime(Columns<WorkRow> columns, boolean steps) {
    columns
        .real(
            "ms",
            row -> row.group().ms(),
            ColumnDescription.milliseconds(
                "Time",
                steps
                    ? "Median time in a profiled pass."
                    : "Sum of the median times of its steps in a profiled pass."))
        .real(
            "share",
            row -> row.group().ms() / row.of().sumMs(),
            percent("Share", "Of the time of all steps."))
        .count(
            "macs",
            row -> row.cost().macs(),
            ColumnDescription.count("MACs", "Multiply-accumulates."))
        .real(
            "gflops",
            WorkRow::gflops,
            rate(
                "GFLOP/s",
                "10⁹ FLOP a second: 2 × MACs divided by the time; none of a step without MACs."))
        .real(
            "peak_share",
            WorkRow::peakShare,
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
            WorkRow::gigabytes,
            rate(
                "GB/s",
                "10⁹ bytes a second: traffic divided by the time; none of a step that moves nothing."));
  }

  /** The columns of one step that hold it against the roofline. */
  static void addRoof(Columns<WorkRow> columns) {
    columns
        .text(
            "level",
            WorkRow::level,
            ColumnDescription.text("Level", "The nearest memory that holds the traffic.")
                .asDetail())
        .text(
            "bound",
            WorkRow::bound,
            ColumnDescription.text(
                "Bound", "What the roofline says it is bound by: compute or memory."))
        .real(
            "roof_share",
            WorkRow::roofShare,
            percent(
                "Of roof",
                "The least time that the roofline allows, divided by the time; none of a step"
                    + " that is faster."));
  }

  /** The column of several steps that holds them against the roofline. */
  static void addRoofOfAll(Columns<WorkRow> columns) {
    columns.real(
        "roof_share",
        WorkRow::roofShare,
        percent(
            "Of roof",
            "The least time that the roofline allows its steps, divided by their time; none where"
                + " no step has one. A step that is faster counts as one that reaches it."));
  }

  static ColumnDescription percent(String heading, String meaning) {
    return ColumnDescription.number(heading, "", new Notation.Percent(1), meaning);
  }

  private static ColumnDescription rate(String heading, String meaning) {
    return ColumnDescription.number(heading, "", new Notation.Fixed(1), meaning);
  }
}
