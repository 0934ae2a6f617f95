package convspectrum.cli.json;

import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonRoot;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.history.RunResult;
import convspectrum.search.predict.LatencyTable;
import convspectrum.spec.block.Doc;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema (draft 2020-12) of a kind of document, from the records that are written. */
final class JsonSchemas {
  private final ResultKind kind;
  private final Map<String, Map<String, JsonTables.Column>> tables;

  private JsonSchemas(ResultKind kind, Map<String, Map<String, JsonTables.Column>> tables) {
    this.kind = kind;
    this.tables = tables;
  }

  /** The schema as indented text. */
  static String of(ResultKind kind, JsonTables tables) {
    ObjectNode root = object();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", kind.schema());
    root.put("description", kind.meaning());
    root.setAll(new JsonSchemas(kind, tables.byKind().get(kind)).record(JsonRoot.class));
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root)
        + "\n";
  }

  /** The schema of results. */
  static String ofResult() {
    return ofFile(
        RunResult.class,
        RunResult.SCHEMA,
        "What was measured, with every sample, machine, protocol and spec.");
  }

  /** The schema of latency tables. */
  static String ofLatencyTable() {
    return ofFile(
        LatencyTable.class, LatencyTable.SCHEMA, "A latency table that `predict calibrate` wrote.");
  }

  private static String ofFile(Class<?> type, String schema, String about) {
    ObjectNode root = object();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", schema);
    root.put("description", about);
    root.setAll(new JsonSchemas(ResultKind.EXPLORE, Map.of()).record(type));
    root.withObject("/properties/schema").remove("type");
    root.withObject("/properties/schema").put("const", schema);
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root)
        + "\n";
  }

  /** The field that a component of a record becomes. */
  static String field(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** What a field means. */
  static String doc(RecordComponent component) {
    Doc doc = component.getAnnotation(Doc.class);
    if (doc == null) {
      throw new AssertionError(component.getDeclaringRecord() + ": no @Doc: " + component);
    }
    return doc.value();
  }

  private ObjectNode record(Class<?> type) {
    ObjectNode schema = closed();
    for (RecordComponent component : type.getRecordComponents()) {
      String field = field(component);
      ObjectNode value = value(component.getGenericType());
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        value = nullable(value);
      }
      if (type == JsonRoot.class) {
        switch (field) {
          case "schema" -> value = object().put("const", kind.schema());
          case "command" -> value = object().put("const", kind.command());
          case "tables" -> value = tables();
          default -> {}
        }
      }
      value.put("description", doc(component));
      schema.withObject("/properties").set(field, value);
      schema.withArray("/required").add(field);
    }
    return schema;
  }

  private ObjectNode value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type of = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return nullable(value(of));
      }
      if (generic.getRawType() == List.class) {
        return object().put("type", "array").set("items", value(of));
      }
      Type to = generic.getActualTypeArguments()[1];
      return to == ResultTable.class
          ? tables()
          : object().put("type", "object").set("additionalProperties", value(to));
    }
    Class<?> plain = (Class<?>) type;
    if (plain == Details.class) {
      return record(kind.details());
    }
    if (plain.isRecord()) {
      return record(plain);
    }
    if (plain == OptionalLong.class) {
      return nullable(object().put("type", "integer"));
    }
    if (plain == OptionalDouble.class) {
      return nullable(object().put("type", "number"));
    }
    return object().put("type", name(plain));
  }

  private static String name(Class<?> plain) {
    return switch (plain.getSimpleName()) {
      case "String" -> "string";
      case "boolean", "Boolean" -> "boolean";
      case "double", "Double" -> "number";
      case "int", "long", "Integer", "Long", "BigInteger" -> "integer";
      default -> throw new AssertionError("no JSON is known of " + plain);
    };
  }

  private ObjectNode tables() {
    ObjectNode schema = closed();
    tables.forEach((name, columns) ->
        schema
            .withObject("/properties")
            .set(name, object().put("type", "array").set("items", row(columns))));
    return schema;
  }

  private static ObjectNode row(Map<String, JsonTables.Column> columns) {
    ObjectNode row = closed();
    columns.forEach((name, column) -> {
      ObjectNode cell = cell(column.type());
      cell.put("description", column.meaning() + unit(column));
      if (JsonTables.OPEN.contains(name)) {
        row.set("additionalProperties", cell);
      } else if (name.contains("RUNTIME")) {
        row.withObject("/patternProperties").set("^" + name.replace("RUNTIME", ".+") + "$", cell);
      } else if (name.endsWith("_BUDGET")) {
        row.withObject("/patternProperties")
            .set("^" + name.replace("BUDGET", "[0-9]+") + "$", cell);
      } else {
        row.withObject("/properties").set(name, cell);
      }
    });
    return row;
  }

  private static String unit(JsonTables.Column column) {
    return column.unit().isEmpty() ? "" : " Unit: " + column.unit() + ".";
  }

  private static ObjectNode cell(String type) {
    return switch (type) {
      case "any" -> object().set("type", types("string", "number", "boolean", "null"));
      case "shape" -> nullable(shape());
      case "shapes" -> nullable(object().put("type", "array").set("items", shape()));
      default -> object().set("type", types(type, "null"));
    };
  }

  private static ObjectNode shape() {
    return object().put("type", "array").set("items", object().put("type", "integer"));
  }

  private static ObjectNode nullable(ObjectNode schema) {
    ObjectNode either = object();
    either.withArray("/anyOf").add(schema).add(object().put("type", "null"));
    return either;
  }

  private static ArrayNode types(String... names) {
    ArrayNode types = JsonNodeFactory.instance.arrayNode();
    List.of(names).forEach(types::add);
    return types;
  }

  private static ObjectNode closed() {
    return object().put("type", "object").put("additionalProperties", false);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
