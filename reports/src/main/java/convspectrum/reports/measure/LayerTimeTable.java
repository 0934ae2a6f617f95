package convspectrum.reports.measure;

import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.MachineFacts;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.json.RunFacts;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.OpName;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.roofline.Ceiling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the time of a network goes: a row per runtime and step, block or type of op, with its work
 * held against what this machine can do at most.
 */
public final class LayerTimeTable {
  private final String model;
  private final NetworkCost network;
  private final Grouping grouping;
  private final List<LayerTimes> runtimes;
  private final Machine machine;
  private final MachineLimits limits;
  private final Optional<String> interruption;
  private final List<String> refused;

  /**
   * The tables of these times.
   *
   * @param model its name
   * @param network what was profiled
   * @param grouping what a row stands for: a step, or those of a block or type of op
   * @param runtimes one each
   * @param limits of the machine that they were measured on
   * @param interruption what is missing where measuring was interrupted, in a sentence
   * @param refused why other runtimes have no times, a sentence each
   */
  public LayerTimeTable(
      String model,
      NetworkCost network,
      Grouping grouping,
      List<LayerTimes> runtimes,
      Machine machine,
      MachineLimits limits,
      Optional<String> interruption,
      List<String> refused) {
    this.model = model;
    this.network = network;
    this.grouping = grouping;
    this.runtimes = List.copyOf(runtimes);
    this.machine = machine;
    this.limits = limits;
    this.interruption = interruption;
    this.refused = List.copyOf(refused);
  }

  private List<WorkRow> rows() {
    List<WorkRow> rows = new ArrayList<>();
    for (LayerTimes one : runtimes) {
      one.layers().forEach(layer -> rows.add(WorkRow.of(layer, one, limits)));
    }
    return rows;
  }

  private List<WorkRow> groups() {
    List<WorkRow> rows = new ArrayList<>();
    for (LayerTimes one : runtimes) {
      one.by(network, grouping)
          .forEach(group -> rows.add(new WorkRow(group, one, new Ceiling(limits))));
    }
    return rows;
  }

  /** The table {@code layer_times}, {@code block_times} or {@code op_times}. */
  public ResultTable table() {
    return grouping == Grouping.LAYER
        ? new ResultTable(name(grouping), model + ": where the time goes", columns(rows()), notes())
        : new ResultTable(
            name(grouping),
            model + ": where the time goes, by " + word(grouping),
            columns(groups(), grouping),
            notes());
  }

  /** The table before anything is measured: its columns without a row. */
  public static ResultTable planned(Grouping grouping) {
    List<ResultColumn> columns =
        grouping == Grouping.LAYER ? columns(List.of()) : columns(List.of(), grouping);
    return new ResultTable(name(grouping), "", columns, Notes.none());
  }

  private static String name(Grouping grouping) {
    return word(grouping) + "_times";
  }

  private static String word(Grouping grouping) {
    return grouping.name().toLowerCase(Locale.ROOT);
  }

  private static List<ResultColumn> columns(List<WorkRow> rows) {
    Columns<WorkRow> columns =
        new Columns<>(rows)
            .text("runtime", row -> row.conditions().runtime(), text("Runtime", "The runtime."))
            .text(
                "layer",
                WorkRow::name,
                text("Layer", "The first node of the step, and how many more."))
            .text(
                "nodes",
                row -> String.join(" + ", row.first().nodes()),
                text("Nodes", "Nodes of the graph that the step computes.").asDetail())
            .text("op", row -> row.first().op(), text("Op", "What the runtime calls it."))
            .text(
                "kernel",
                row -> row.first().kernel(),
                text(
                        "Kernel",
                        "The kernel that the runtime says it uses; none where it does not say.")
                    .asDetail())
            .text(
                "lanes",
                row -> row.first().lanes(),
                text(
                        "Lanes",
                        "How many places of the registers hold something, of those that are computed;"
                            + " none where the runtime does not say.")
                    .asDetail())
            .real(
                "wasted_share",
                row -> row.first().wastedShare(),
                WorkRow.percent(
                        "Wasted",
                        "Of the multiply-adds that it does, those whose results are thrown away, because"
                            + " registers hold more channels than there are; none where that is not known.")
                    .asDetail());
    WorkRow.addTime(columns, true);
    WorkRow.addRoof(columns);
    return columns.list();
  }

  private static List<ResultColumn> columns(List<WorkRow> rows, Grouping grouping) {
    Columns<WorkRow> columns =
        new Columns<>(rows)
            .text("runtime", row -> row.conditions().runtime(), text("Runtime", "The runtime."));
    if (grouping == Grouping.BLOCK) {
      columns
          .text(
              "name",
              row -> row.group().name(),
              text(
                  "Block",
                  "Where the block stands in the spec, its repetitions together; of steps that the"
                      + " runtime inserted what it calls them."))
          .text("block", row -> row.group().label(), text("Type", "The type of the block."));
    } else {
      columns.text(
          "op",
          row -> OpName.of(row.group().name()),
          text("Op", "The operation; of steps that the runtime inserted what it calls them."));
    }
    columns.count(
        "steps",
        row -> row.group().steps().size(),
        ColumnDescription.plain("Steps", "Steps of the runtime that are added up."));
    WorkRow.addTime(columns, false);
    WorkRow.addRoofOfAll(columns);
    return columns.list();
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
                word(grouping),
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
    for (String reason : refused) {
      notes = notes.withWarning(reason + ".");
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
    List<WorkRow> above = rows().stream().filter(WorkRow::isAboveRoof).toList();
    return above.isEmpty()
        ? notes
        : notes.with(
            "without_a_share",
            "steps faster than the roof allows, which do not move all the bytes that are counted, or"
                + " are too short for the clock: "
                + above.stream().map(WorkRow::name).distinct().collect(Collectors.joining(", ")));
  }

  private static ColumnDescription text(String heading, String meaning) {
    return ColumnDescription.text(heading, meaning);
  }
}
