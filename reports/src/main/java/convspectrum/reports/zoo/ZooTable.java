package convspectrum.reports.zoo;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.cost.CostTable;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.spec.Spec;
import convspectrum.spec.zoo.Printed;
import convspectrum.spec.zoo.Published;
import convspectrum.spec.zoo.Zoo;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The networks of the zoo: what they cost here beside what was published of them. */
public final class ZooTable {
  private record Row(Published published, NetworkCost cost) {}

  private final Columns<Row> columns;

  private ZooTable(List<Row> rows) {
    this.columns = new Columns<>(rows);
  }

  /** The table {@code zoo}: all networks, the published design of defaults of each. */
  public static ResultTable of() {
    List<Published> defaults =
        Zoo.names().stream().map(name -> Zoo.published(name).getFirst()).toList();
    return table("The zoo", defaults);
  }

  /**
   * The table {@code zoo} of one network: all its published designs.
   *
   * @throws convspectrum.spec.fault.SpecException where there is none of this name
   */
  public static ResultTable of(String network) {
    return table("The zoo: " + network, Zoo.published(network));
  }

  private static ResultTable table(String title, List<Published> published) {
    List<Row> rows = published.stream().map(ZooTable::row).toList();
    ZooTable table = new ZooTable(rows);
    table
        .columns
        .text(
            "network",
            row -> row.published().network(),
            ColumnDescription.text("Network", "The network."))
        .text(
            "design",
            ZooTable::design,
            ColumnDescription.text("Design", "Parameters that are not at their defaults."))
        .text(
            "input",
            ZooTable::input,
            ColumnDescription.text("Input", "Shape of the input.").asDetail());
    table.figure("params", "Params", "Learned parameters.", Cost::params, Published::params);
    table.figure("macs", "MACs", "Multiply-accumulates.", Cost::macs, Published::macs);
    table
        .columns
        .real(
            "top1",
            row -> row.published().top1().orElse(Double.NaN),
            ColumnDescription.accuracy("Top-1", "Published accuracy on ImageNet, in percent."))
        .text(
            "source",
            row -> row.published().source(),
            ColumnDescription.text("Source", "Where the published figures stand."))
        .text(
            "note",
            row -> row.published().note(),
            ColumnDescription.text("Note", "Known errors of the published figures, other counts."));
    Notes notes = Notes.none().with("convention", CostTable.convention(rows.getFirst().cost()));
    return new ResultTable("zoo", title, table.columns.list(), notes);
  }

  private static Row row(Published published) {
    Spec spec = Zoo.spec(published.network());
    return new Row(
        published,
        NetworkCost.of(spec.graph(spec.design(published.settings())), CostOptions.DEFAULT));
  }

  private static String design(Row row) {
    return row.published().settings().entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String input(Row row) {
    return row.cost().graph().inputs().getFirst().shape().toString();
  }

  /** An exact figure, the printed one, and whether they are the same. */
  private void figure(
      String name,
      String heading,
      String meaning,
      ToLongFunction<Cost> exact,
      Function<Published, Optional<Printed>> printed) {
    columns
        .count(
            name,
            row -> exact.applyAsLong(row.cost().total()),
            ColumnDescription.exact(heading, meaning))
        .text(
            name + "_published",
            row -> printed.apply(row.published()).map(Printed::text).orElse(""),
            ColumnDescription.text("Published", heading + " as printed."))
        .text(
            name + "_agree",
            row ->
                printed
                    .apply(row.published())
                    .map(one -> one.with(exact.applyAsLong(row.cost().total())).word())
                    .orElse(""),
            ColumnDescription.text(
                "Agree", "Whether the exact figure is the printed one at its digits."));
  }
}
