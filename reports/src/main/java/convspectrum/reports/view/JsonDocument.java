package convspectrum.reports.view;

import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * A JSON object whose fields keep the order in which they were added: what was computed, and tables
 * in it.
 *
 * {@snippet :
 * new JsonDocument().text("model", "xception").count("macs", macs).rows("layers", table).render();
 * }
 */
public final class JsonDocument {
  private final List<Field> fields = new ArrayList<>();

  private record Field(String key, Consumer<JsonGenerator> value) {}

  /** Adds a text. */
  public JsonDocument text(String key, String value) {
    return add(key, generator -> generator.writeString(value));
  }

  /** Adds texts. */
  public JsonDocument texts(String key, List<String> values) {
    List<String> copy = List.copyOf(values);
    return add(
        key,
        generator -> {
          generator.writeStartArray();
          copy.forEach(generator::writeString);
          generator.writeEndArray();
        });
  }

  /** Adds an exact integer. */
  public JsonDocument count(String key, long value) {
    return add(key, generator -> generator.writeNumber(value));
  }

  /** Adds exact integers on one line, such as a shape. */
  public JsonDocument counts(String key, List<? extends Number> values) {
    List<Long> copy = values.stream().map(Number::longValue).toList();
    return add(key, generator -> JsonText.counts(copy, generator));
  }

  /** Adds numbers on one line. */
  public JsonDocument reals(String key, List<Double> values) {
    List<Double> copy = List.copyOf(values);
    return add(
        key,
        generator -> {
          generator.writeStartArray();
          copy.forEach(value -> JsonText.real(value, generator));
          generator.writeEndArray();
        });
  }

  /** Adds a number; {@code null} where it is none or infinite. */
  public JsonDocument real(String key, double value) {
    return add(key, generator -> JsonText.real(value, generator));
  }

  /** Adds yes or no. */
  public JsonDocument flag(String key, boolean value) {
    return add(key, generator -> generator.writeBoolean(value));
  }

  /** Adds that there is no value. */
  public JsonDocument nothing(String key) {
    return add(key, JsonGenerator::writeNull);
  }

  /** Adds an object. */
  public JsonDocument object(String key, JsonDocument value) {
    return add(key, value::write);
  }

  /** Adds objects. */
  public JsonDocument objects(String key, List<JsonDocument> values) {
    List<JsonDocument> copy = List.copyOf(values);
    return add(
        key,
        generator -> {
          generator.writeStartArray();
          copy.forEach(value -> value.write(generator));
          generator.writeEndArray();
        });
  }

  /** Adds a table as an array of row objects. */
  public JsonDocument rows(String key, ResultTable table) {
    return add(key, generator -> JsonText.rows(table, generator));
  }

  /** Adds a field per fact, and {@code warnings}. */
  public JsonDocument notes(Notes notes) {
    notes.facts().forEach(fact -> text(fact.key(), fact.value()));
    return texts("warnings", notes.warnings());
  }

  /** The whole text, ended by {@code \n}. */
  public String render() {
    return JsonText.render(2, this::write);
  }

  /** The same fields as YAML, ended by {@code \n}. */
  public String yaml() {
    return YamlText.render(this::write);
  }

  private JsonDocument add(String key, Consumer<JsonGenerator> value) {
    if (fields.stream().anyMatch(field -> field.key().equals(key))) {
      throw new IllegalArgumentException("JSON key \"" + key + "\" is there already");
    }
    fields.add(new Field(key, value));
    return this;
  }

  private void write(JsonGenerator generator) {
    generator.writeStartObject();
    for (Field field : fields) {
      generator.writeName(field.key());
      field.value().accept(generator);
    }
    generator.writeEndObject();
  }
}
