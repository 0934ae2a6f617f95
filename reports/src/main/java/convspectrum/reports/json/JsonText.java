package convspectrum.reports.json;

import java.io.Serializable;
import java.io.StringWriter;
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
   * A value, indented down to {@code levels} of nesting and on one line below, ended by {@code \n}.
   */
  static String render(int levels, Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(new Layout(levels), text)) {
      new JsonValues(generator, true).write(value);
    }
    return text.append('\n').toString();
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
