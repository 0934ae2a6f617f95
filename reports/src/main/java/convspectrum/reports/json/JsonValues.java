package convspectrum.reports.json;

import convspectrum.reports.table.Cell;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes records, lists, maps, tables and plain values. A component {@code memoryBytes} becomes the
 * field {@code memory_bytes}; what is empty, or a number that is not finite, becomes {@code null}.
 */
final class JsonValues {
  private final JsonGenerator generator;
  private final boolean raw;

  /**
   * A writer of values.
   *
   * @param raw whether lists of numbers are to stand on one line, however deep
   */
  JsonValues(JsonGenerator generator, boolean raw) {
    this.generator = generator;
    this.raw = raw;
  }

  /** The name of the field that a component of a record becomes. */
  static String field(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  void write(@Nullable Object value) {
    switch (value) {
      case null -> generator.writeNull();
      case String text -> generator.writeString(text);
      case Boolean flag -> generator.writeBoolean(flag);
      case Integer count -> generator.writeNumber(count);
      case Long count -> generator.writeNumber(count);
      case BigInteger count -> generator.writeNumber(count);
      case Double real -> real(real);
      case Optional<?> maybe -> write(maybe.orElse(null));
      case OptionalLong maybe -> write(maybe.isPresent() ? maybe.getAsLong() : null);
      case OptionalDouble maybe -> write(maybe.isPresent() ? maybe.getAsDouble() : null);
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      case ResultTable table -> rows(table);
      case Record values -> fields(values);
      default -> throw new IllegalArgumentException("no JSON is known of " + value.getClass());
    }
  }

  private void real(double value) {
    if (Double.isFinite(value)) {
      generator.writeNumber(value);
    } else {
      generator.writeNull();
    }
  }

  private void list(List<?> values) {
    if (raw && !values.isEmpty() && values.stream().allMatch(JsonValues::isFinite)) {
      generator.writeRawValue(
          values.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]")));
      return;
    }
    generator.writeStartArray();
    values.forEach(this::write);
    generator.writeEndArray();
  }

  private static boolean isFinite(Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue());
  }

  private void map(Map<?, ?> values) {
    generator.writeStartObject();
    values.forEach((key, value) -> {
      generator.writeName(key.toString());
      write(value);
    });
    generator.writeEndObject();
  }

  private void fields(Record values) {
    generator.writeStartObject();
    for (RecordComponent component : values.getClass().getRecordComponents()) {
      generator.writeName(field(component.getName()));
      try {
        write(component.getAccessor().invoke(values));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
    generator.writeEndObject();
  }

  private void rows(ResultTable table) {
    generator.writeStartArray();
    for (int row = 0; row < table.rowCount(); row++) {
      generator.writeStartObject();
      for (ResultColumn column : table.columns()) {
        generator.writeName(column.name());
        cell(column, column.cell(row));
      }
      generator.writeEndObject();
    }
    generator.writeEndArray();
  }

  private void text(ResultColumn column, String value) {
    switch (column.description().notation()) {
      case Notation.Shape() -> list(dimensions(value));
      case Notation.Shapes() ->
          list(Arrays.stream(value.split(", ", -1)).map(JsonValues::dimensions).toList());
      default -> generator.writeString(value);
    }
  }

  /** Of {@code 1x728x19x19}; none of {@code scalar}. */
  private static List<Integer> dimensions(String shape) {
    return shape.equals("scalar")
        ? List.of()
        : Arrays.stream(shape.split("x", -1)).map(Integer::valueOf).toList();
  }

  private void cell(ResultColumn column, Cell cell) {
    switch (cell) {
      case Cell.Missing() -> generator.writeNull();
      case Cell.Text(String value) -> text(column, value);
      case Cell.Count(long value) -> generator.writeNumber(value);
      case Cell.Real(double value) -> real(value);
      case Cell.Flag(boolean value) -> generator.writeBoolean(value);
    }
  }
}
