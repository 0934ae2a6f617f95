package convspectrum.reports.view;

import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/**
 * JSON through Jackson's generator alone: its data binding would add to the start of a command that
 * prints ten numbers.
 */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /**
   * What {@code content} writes, indented down to {@code levels} of nesting and on one line below.
   */
  static String render(int levels, Consumer<JsonGenerator> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(new Layout(levels), text)) {
      content.accept(generator);
    }
    return text.append('\n').toString();
  }

  /** On one line, however deep, where the format has lines to choose. */
  static void counts(List<Long> values, JsonGenerator generator) {
    if (generator.objectWriteContext() instanceof Layout) {
      generator.writeRawValue(
          values.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]")));
    } else {
      generator.writeStartArray();
      values.forEach(generator::writeNumber);
      generator.writeEndArray();
    }
  }

  static void rows(ResultTable table, JsonGenerator generator) {
    generator.writeStartArray();
    for (int row = 0; row < table.rowCount(); row++) {
      generator.writeStartObject();
      for (ResultColumn column : table.columns()) {
        generator.writeName(column.name());
        cell(column.cell(row), generator);
      }
      generator.writeEndObject();
    }
    generator.writeEndArray();
  }

  static void real(double value, JsonGenerator generator) {
    if (Double.isFinite(value)) {
      generator.writeNumber(value);
    } else {
      generator.writeNull();
    }
  }

  private static void cell(Cell cell, JsonGenerator generator) {
    switch (cell) {
      case Cell.Missing() -> generator.writeNull();
      case Cell.Text(String value) -> generator.writeString(value);
      case Cell.Count(long value) -> generator.writeNumber(value);
      case Cell.Real(double value) -> real(value, generator);
      case Cell.Flag(boolean value) -> generator.writeBoolean(value);
    }
  }

  private static final class Layout extends ObjectWriteContext.Base {
    private final int levels;

    Layout(int levels) {
      this.levels = levels;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new Lines(levels);
    }
  }

  /** Breaks the line down to a level of nesting, and puts a space in place of a break below it. */
  private static final class Lines extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;

    private final int levels;

    Lines(int levels) {
      super(
          Separators.createDefaultInstance()
              .withObjectNameValueSpacing(Spacing.AFTER)
              .withObjectEmptySeparator("")
              .withArrayEmptySeparator(""));
      this.levels = levels;
      Break line = new Break(levels);
      indentObjectsWith(line);
      indentArraysWith(line);
    }

    @Override
    public void writeEndObject(JsonGenerator generator, int fields) {
      if (_nesting > levels && fields > 0) {
        _nesting--;
        generator.writeRaw(" }");
      } else {
        super.writeEndObject(generator, fields);
      }
    }
  }

  private record Break(int levels) implements DefaultPrettyPrinter.Indenter, Serializable {
    @Override
    public void writeIndentation(JsonGenerator generator, int level) {
      generator.writeRaw(level <= levels ? "\n" + "  ".repeat(level) : " ");
    }

    @Override
    public boolean isInline() {
      return false;
    }
  }
}
