package convspectrum.reports.cost;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Several networks stage by stage: for each downsampling of the input, and for the head and the
 * whole, a row per network, with differences to the first network.
 */
public final class StageTable {
  private static final String TOTAL = "total";

  /**
   * One network in one stage.
   *
   * @param stage {@code 1/8}, {@code head}, {@code total}
   * @param model label of the network
   * @param size of its maps there
   * @param layers convolutions, linear layers and matrix products
   * @param cost of it
   * @param first what the first network costs there; none where this is the first
   * @param whole what this network costs in all
   */
  private record Row(
      String stage,
      String model,
      String size,
      long layers,
      Cost cost,
      Optional<Cost> first,
      Cost whole) {}

  private final List<String> labels;
  private final List<NetworkCost> costs;
  private final List<Row> rows = new ArrayList<>();

  private StageTable(List<String> labels, List<NetworkCost> costs) {
    this.labels = labels;
    this.costs = costs;
  }

  /** The table {@code stages} of models; the first row of {@code designs} is the first. */
  public static ResultTable of(Designs designs) {
    return of(
            designs.rows().stream().map(ComparedDesign::label).toList(),
            designs.rows().stream().map(ComparedDesign::cost).toList())
        .withWarnings(designs.partialFigures());
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
    StageTable table = new StageTable(labels, costs);
    table.stages();
    table.totals();
    Notes notes =
        Notes.none()
            .with("convention", CostTable.convention(costs.getFirst()))
            .with("relative_to", labels.getFirst());
    return new ResultTable("stages", "Stage by stage", table.columns().list(), notes);
  }

  private void stages() {
    List<Stages> networks = costs.stream().map(Stages::of).toList();
    TreeSet<Integer> levels = new TreeSet<>();
    networks.forEach(stages -> levels.addAll(stages.levels()));
    for (int level : levels) {
      Cost first = networks.getFirst().cost(level);
      for (int i = 0; i < networks.size(); i++) {
        Stages stages = networks.get(i);
        add(
            i,
            Stages.name(level),
            stages.sizes(level),
            stages.layers(level),
            stages.cost(level),
            first);
      }
    }
  }

  private void totals() {
    for (int i = 0; i < costs.size(); i++) {
      Stages stages = Stages.of(costs.get(i));
      long layers = stages.levels().stream().mapToLong(stages::layers).sum();
      add(i, TOTAL, "", layers, costs.get(i).total(), costs.getFirst().total());
    }
  }

  private void add(int network, String stage, String size, long layers, Cost cost, Cost first) {
    rows.add(
        new Row(
            stage,
            labels.get(network),
            size,
            layers,
            cost,
            network == 0 ? Optional.empty() : Optional.of(first),
            costs.get(network).total()));
  }

  private Columns<Row> columns() {
    Columns<Row> columns =
        new Columns<>(rows)
            .text(
                "stage",
                Row::stage,
                ColumnDescription.text("Stage", "Size of the feature maps relative to the input."))
            .text("model", Row::model, ColumnDescription.text("Model", "The network."))
            .text(
                "size",
                Row::size,
                ColumnDescription.text("Size", "Height and width of the feature maps."))
            .count(
                "layers",
                Row::layers,
                ColumnDescription.plain(
                    "Layers", "Convolutions, linear layers and matrix products."));
    figure(
        columns, "params", Cost::params, ColumnDescription.count("Params", "Learned parameters."));
    figure(columns, "macs", Cost::macs, ColumnDescription.count("MACs", "Multiply-accumulates."));
    columns.real(
        "macs_share",
        row ->
            row.whole().macs() == 0 ? Double.NaN : (double) row.cost().macs() / row.whole().macs(),
        ColumnDescription.number(
            "MACs, share", "", new Notation.Percent(1), "Part of the network's MACs."));
    figure(
        columns,
        "bytes",
        Cost::bytes,
        ColumnDescription.bytes("Traffic", "Bytes read and written.").asDetail());
    return columns;
  }

  /** A single network has no other to be compared with, so the columns are left out. */
  private void figure(
      Columns<Row> columns,
      String name,
      ToLongFunction<Cost> figure,
      ColumnDescription description) {
    if (costs.size() == 1) {
      columns.count(name, row -> figure.applyAsLong(row.cost()), description);
      return;
    }
    new ComparedFigure<Row>(
            name,
            row -> figure.applyAsLong(row.cost()),
            row ->
                row.first().isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(figure.applyAsLong(row.first().get())),
            description)
        .addTo(columns);
  }
}
