package convspectrum.reports.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** Values of a parameter as the narrowest column that holds them all. */
public final class ParameterColumn {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

  private ParameterColumn() {}

  /** A column of these values. */
  public static Column<?> of(String name, List<Optional<String>> values) {
    return of(name, values, values.stream().flatMap(Optional::stream).toList());
  }

  /**
   * A column of some of the values that there are.
   *
   * @param present all values that decide about its type
   */
  public static Column<?> of(String name, List<Optional<String>> values, List<String> present) {
    if (!present.isEmpty() && present.stream().allMatch(INTEGER.asMatchPredicate())) {
      LongColumn column = LongColumn.create(name);
      values.forEach(value ->
          value.ifPresentOrElse(v -> column.append(Long.parseLong(v)), column::appendMissing));
      return column;
    }
    if (!present.isEmpty() && present.stream().allMatch(DECIMAL.asMatchPredicate())) {
      DoubleColumn column = DoubleColumn.create(name);
      values.forEach(value -> column.append(value.map(Double::parseDouble).orElse(Double.NaN)));
      return column;
    }
    StringColumn column = StringColumn.create(name);
    values.forEach(value -> column.append(value.orElse("")));
    return column;
  }
}
