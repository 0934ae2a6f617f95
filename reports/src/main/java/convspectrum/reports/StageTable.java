package convspectrum.reports;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.Candidate;
import convspectrum.search.Candidates;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

/**
 * Several networks stage by stage: for each downsampling of the input, and for the head and the
 * whole, a row per network, with differences to the first network.
 */
public final class StageTable {
  private static final String TOTAL = "total";

  private final List<Row> rows = new ArrayList<>();
  private final List<ResultColumn> columns = new ArrayList<>();

  /**
   * One network in one stage.
   *
   * @param stage {@code 1/8}, {@code head}, {@code total}
   * @param model label of the network
   * @param size of its maps there
   * @param layers convolutions, linear layers and matrix products
   * @param cost of it
   * @param first what the first network costs there
   * @param whole what this network costs in all
   * @param isFirst whether it is the first network, which has no difference
   */
  private record Row(
      String stage,
      String model,
      String size,
      long layers,
      Cost cost,
      Cost first,
      Cost whole,
      boolean isFirst) {}

  private StageTable() {}

  /** The table {@code stages} of models; the first row of {@code candidates} is the first. */
  public static ResultTable of(Candidates candidates) {
    return of(
            candidates.rows().stream().map(Candidate::label).toList(),
            candidates.rows().stream().map(Candidate::cost).toList())
        .withWarnings(candidates.partialFigures());
  }

  /**
   * The table {@code stages}.
   *
   * @param labels what to call each network
   * @param costs of each, counted alike, at least one
   */
  public static ResultTable of(List<String> labels, List<NetworkCost> costs) {
    if (costs.isEmpty() || labels.size() != costs.size()) {
      throw new IllegalArgumentException(
          labels.size() + " labels for " + costs.size() + " networks; one each, at least one");
    }
    StageTable table = new StageTable();
    table.rows(labels, costs);
    table.columns(costs.size() > 1);
    Notes notes =
        Notes.none()
            .with("convention", CostTable.convention(costs.getFirst()))
            .with("relative_to", labels.getFirst());
    return new ResultTable("stages", "Stage by stage", table.columns, notes);
  }

  private void rows(List<String> labels, List<NetworkCost> costs) {
    List<Stages> networks = costs.stream().map(Stages::of).toList();
    TreeSet<Integer> levels = new TreeSet<>();
    networks.forEach(stages -> levels.addAll(stages.levels()));
    for (int level : levels) {
      Cost first = networks.getFirst().cost(level);
      for (int i = 0; i < networks.size(); i++) {
        Stages stages = networks.get(i);
        rows.add(
            new Row(
                Stages.name(level),
                labels.get(i),
                stages.sizes(level),
                stages.layers(level),
                stages.cost(level),
                first,
                costs.get(i).total(),
                i == 0));
      }
    }
    for (int i = 0; i < networks.size(); i++) {
      Stages stages = networks.get(i);
      Cost total = costs.get(i).total();
      long layers = stages.levels().stream().mapToLong(stages::layers).sum();
      Cost first = costs.getFirst().total();
      rows.add(new Row(TOTAL, labels.get(i), "", layers, total, first, total, i == 0));
    }
  }

  private void columns(boolean compared) {
    texts("stage", "Stage", "Size of the feature maps relative to the input.", Row::stage);
    texts("model", "Model", "The network.", Row::model);
    texts("size", "Size", "Height and width of the feature maps.", Row::size);
    count(
        "layers",
        Row::layers,
        ColumnDescription.plain("Layers", "Convolutions, linear layers and matrix products."));
    figure("params", "Params", "Learned parameters", Cost::params, compared);
    figure("macs", "MACs", "Multiply-accumulates", Cost::macs, compared);
    DoubleColumn share = DoubleColumn.create("macs_share");
    rows.forEach(row -> share.append((double) row.cost().macs() / row.whole().macs()));
    columns.add(
        new ResultColumn(
            share,
            ColumnDescription.number(
                "MACs, share", "", new Notation.Percent(1), "Part of the network's MACs.")));
  }

  private void figure(
      String name, String heading, String meaning, ToLongFunction<Cost> figure, boolean compared) {
    count(
        name,
        row -> figure.applyAsLong(row.cost()),
        ColumnDescription.count(heading, meaning + "."));
    if (compared) {
      LongColumn column = LongColumn.create(name + "_difference");
      for (Row row : rows) {
        if (row.isFirst()) {
          column.appendMissing();
        } else {
          column.append(
              Math.subtractExact(figure.applyAsLong(row.cost()), figure.applyAsLong(row.first())));
        }
      }
      columns.add(
          new ResultColumn(
              column,
              ColumnDescription.count("Δ " + heading, meaning + ", less those of the first.")));
    }
  }

  private void texts(String name, String heading, String meaning, Function<Row, String> text) {
    StringColumn column = StringColumn.create(name);
    rows.forEach(row -> column.append(text.apply(row)));
    columns.add(new ResultColumn(column, ColumnDescription.text(heading, meaning)));
  }

  private void count(String name, ToLongFunction<Row> count, ColumnDescription description) {
    LongColumn column = LongColumn.create(name);
    rows.forEach(row -> column.append(count.applyAsLong(row)));
    columns.add(new ResultColumn(column, description));
  }
}
