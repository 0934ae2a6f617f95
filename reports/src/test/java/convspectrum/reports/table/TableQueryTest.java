package convspectrum.reports.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.reports.table.TableQuery.Order;
import convspectrum.reports.view.CsvTable;
import convspectrum.search.condition.Condition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

final class TableQueryTest {
  private static final Optional<Order> UNSORTED = Optional.empty();

  /** 2^53 and 2^53 + 1 are the same double. */
  private static final long BEYOND_DOUBLES = 1L << 53;

  private static ResultTable table() {
    LongColumn counts =
        LongColumn.create("count", new long[] {BEYOND_DOUBLES, 30, BEYOND_DOUBLES + 1, 30});
    counts.append(2).appendMissing();
    DoubleColumn times = DoubleColumn.create("time_ms", 0.1, 20, Double.NaN, 0.25, 1e9, 3);
    DoubleColumn lows = DoubleColumn.create("time_ms_low", 0.05, 19, Double.NaN, 0.2, 1e8, 2);
    DoubleColumn highs = DoubleColumn.create("time_ms_high", 0.2, 21, Double.NaN, 0.3, 1e10, 4);
    return new ResultTable(
        "rows",
        "Rows",
        List.of(
            new ResultColumn(
                StringColumn.create("name", "a", "b", "c", "d", "e", ""),
                ColumnDescription.text("Name", "")),
            new ResultColumn(counts, ColumnDescription.count("Count", "").asDetail()),
            new ResultColumn(times, ColumnDescription.milliseconds("Time", ""))
                .withInterval("time_ms_low", "time_ms_high"),
            new ResultColumn(lows, ColumnDescription.milliseconds("Low", "")),
            new ResultColumn(highs, ColumnDescription.milliseconds("High", "")),
            new ResultColumn(
                IntColumn.create("size", 3, 1, 2, 3, 1, 2), ColumnDescription.bytes("Size", "")),
            new ResultColumn(
                BooleanColumn.create("good", true, false, true, false, true, false),
                ColumnDescription.text("Good", ""))),
        Notes.none().with("seed", "7"));
  }

  private static ResultTable select(
      String where, Optional<Order> order, OptionalInt top, String... columns) {
    List<Condition> conditions = where.isEmpty() ? List.of() : Condition.parse(where);
    return new TableQuery(conditions, order, top, List.of(columns)).of(table());
  }

  private static String names(ResultTable table) {
    StringBuilder names = new StringBuilder();
    table
        .column("name")
        .cells()
        .forEach(cell -> names.append(cell.text().isEmpty() ? "-" : cell.text()));
    return names.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count<=9007199254740992|abde",
        "count>9007199254740992|c",
        "count=30|bd",
        "count!=30|ace",
        "count<0.03K|e",
        "time_ms<=0.1|a",
        "time_ms>=20ms|be",
        "time_ms>1s|e",
        "TIME_MS<1 and count!=30|a",
        "size=2B|c-",
        "size<1KiB and size>2|ad",
        "name=c|c",
        "name!=c|abde",
        "good=yes|ace",
        "good!=true|bd-",
      })
  void rowsKeepConditionsByTheirExactValuesAndMissingOnesKeepNone(String where, String kept) {
    assertThat(names(select(where, UNSORTED, OptionalInt.empty()))).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "count, false, ebdac-",
    "count, true, cabde-",
    "time_ms, false, ad-bec",
    "time_ms, true, eb-dac",
    "name, true, edcba-",
    "size, false, bec-ad",
    "size, true, adc-be",
    "good, true, acebd-",
  })
  void rowsAreSortedWithMissingValuesLastAndEqualOnesInTheirOrder(
      String column, boolean descending, String sorted) {
    Optional<Order> order = Optional.of(new Order(column, descending));
    assertThat(names(select("", order, OptionalInt.empty()))).isEqualTo(sorted);
  }

  @Test
  void theFirstRowsAreThoseAfterConditionsAndOrder() {
    Optional<Order> order = Optional.of(new Order("count", true));
    ResultTable selected = select("count<1M", order, OptionalInt.of(2));
    assertThat(names(selected)).isEqualTo("bd");
    assertThat(selected.notes().facts())
        .containsExactly(
            new Notes.Fact("seed", "7"), new Notes.Fact("rows_shown", "2 of 6; 4 left out"));
    assertThat(names(select("", UNSORTED, OptionalInt.of(99)))).isEqualTo("abcde-");
  }

  @Test
  void columnsStandInTheOrderAskedForAndAreShownToPeopleToo() {
    ResultTable selected = select("", UNSORTED, OptionalInt.of(1), "COUNT", "time_ms", "name");
    assertThat(new CsvTable().render(selected))
        .isEqualTo("count,time_ms,name\n9007199254740992,0.1,a\n");
    assertThat(Presentation.brief(selected).columns())
        .extracting(shown -> shown.source().name())
        .containsExactly("count", "time_ms", "name");
  }

  @Test
  void anIntervalStaysOneCellWhereItsEndsAreWantedToo() {
    ResultTable selected =
        select("name=b", UNSORTED, OptionalInt.empty(), "time_ms", "time_ms_low", "time_ms_high");
    assertThat(Presentation.brief(selected).columns())
        .singleElement()
        .satisfies(shown -> assertThat(shown.cells()).containsExactly("20.0 [19.0, 21.0]"));
  }

  @Test
  void anEmptyResultHasItsColumns() {
    ResultTable selected =
        select("count>1G and name=z", Optional.of(new Order("size", true)), OptionalInt.of(3));
    assertThat(selected.rowCount()).isZero();
    assertThat(selected.columns()).hasSize(7);
    assertThat(selected.notes().facts().getLast().value()).isEqualTo("0 of 6; 6 left out");
  }

  @Test
  void allFaultsAreSaidAtOnce() {
    assertThatThrownBy(() ->
            select(
                "cuont<5, name<b, size=5ms, good=maybe",
                Optional.of(new Order("sise", false)),
                OptionalInt.empty(),
                "name",
                "Name",
                "tim_ms"))
        .hasMessage(
            """
            columns: found 'Name' twice; expected each column once
            columns: found no column 'tim_ms'; expected one of name, count, time_ms, time_ms_low, time_ms_high, size, good; did you mean 'time_ms'?
            sort: found no column 'sise'; expected one of name, count, time_ms, time_ms_low, time_ms_high, size, good; did you mean 'size'?
            where 'cuont<5': found no column 'cuont'; expected one of name, count, time_ms, time_ms_low, time_ms_high, size, good; did you mean 'count'?
            where 'name<b': found '<', but column 'name' holds texts; expected = or !=
            where 'size=5ms': found the unit 'ms'; expected none or one of B, G, GB, GiB, K, KB, KiB, M, MB, MiB, k, kB
            where 'good=maybe': found 'maybe'; expected yes or no\
            """);
  }

  @Test
  void aQueryForEverythingIsTheTableItself() {
    ResultTable table = table();
    TableQuery all = new TableQuery(List.of(), UNSORTED, OptionalInt.empty(), List.of());
    assertThat(all.of(table)).isSameAs(table);
  }
}
