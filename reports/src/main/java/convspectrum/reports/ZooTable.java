package convspectrum.reports;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.spec.Spec;
import convspectrum.spec.zoo.Printed;
import convspectrum.spec.zoo.Published;
import convspectrum.spec.zoo.Zoo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

/** The networks of the zoo: what they cost here beside what was published of them. */
public final class ZooTable {
  private record Row(Published published, NetworkCost cost) {}

  private final List<Row> rows;
  private final List<ResultColumn> columns = new ArrayList<>();

  private ZooTable(List<Row> rows) {
    this.rows = rows;
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
    ZooTable table = new ZooTable(published.stream().map(ZooTable::row).toList());
    table.texts("network", "Network", "", Published::network);
    table.texts("design", "Design", "Parameters that are not at their defaults.", ZooTable::design);
    table.input();
    table.count("params", "Params", "Learned parameters.", row -> row.cost().total().params());
    table.printed("params", "Params", Published::params, row -> row.cost().total().params());
    table.count("macs", "MACs", "Multiply-accumulates.", row -> row.cost().total().macs());
    table.printed("macs", "MACs", Published::macs, row -> row.cost().total().macs());
    table.top1();
    table.texts("source", "Source", "Where the published figures stand.", Published::source);
    table.texts(
        "note", "Note", "Known errors of the published figures, other counts.", Published::note);
    Notes notes =
        Notes.none().with("convention", CostTable.convention(table.rows.getFirst().cost()));
    return new ResultTable("zoo", title, table.columns, notes);
  }

  private static Row row(Published published) {
    Spec spec = Zoo.spec(published.network());
    return new Row(
        published,
        NetworkCost.of(spec.graph(spec.design(published.settings())), CostOptions.DEFAULT));
  }

  private static String design(Published published) {
    return published.settings().entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  private void texts(
      String name, String heading, String meaning, Function<Published, String> text) {
    StringColumn column = StringColumn.create(name);
    rows.forEach(row -> column.append(text.apply(row.published())));
    columns.add(new ResultColumn(column, ColumnDescription.text(heading, meaning)));
  }

  private void input() {
    StringColumn column = StringColumn.create("input");
    rows.forEach(row -> column.append(row.cost().graph().inputs().getFirst().shape().toString()));
    columns.add(new ResultColumn(column, ColumnDescription.text("Input", "").asDetail()));
  }

  private void count(String name, String heading, String meaning, Function<Row, Long> count) {
    LongColumn column = LongColumn.create(name);
    rows.forEach(row -> column.append(count.apply(row)));
    columns.add(new ResultColumn(column, ColumnDescription.exact(heading, meaning)));
  }

  private void printed(
      String name,
      String heading,
      Function<Published, Optional<Printed>> figure,
      Function<Row, Long> exact) {
    StringColumn texts = StringColumn.create(name + "_published");
    StringColumn agree = StringColumn.create(name + "_agree");
    for (Row row : rows) {
      Optional<Printed> printed = figure.apply(row.published());
      texts.append(printed.map(Printed::text).orElse(""));
      agree.append(printed.map(one -> one.with(exact.apply(row)).word()).orElse(""));
    }
    columns.add(
        new ResultColumn(texts, ColumnDescription.text("Published", heading + " as printed.")));
    columns.add(
        new ResultColumn(
            agree,
            ColumnDescription.text(
                "Agree", "Whether the exact figure is the printed one at its digits.")));
  }

  private void top1() {
    DoubleColumn column = DoubleColumn.create("top1");
    for (Row row : rows) {
      row.published().top1().ifPresentOrElse(column::append, column::appendMissing);
    }
    columns.add(
        new ResultColumn(
            column,
            ColumnDescription.plain("Top-1", "Published accuracy on ImageNet, in percent.")));
  }
}
