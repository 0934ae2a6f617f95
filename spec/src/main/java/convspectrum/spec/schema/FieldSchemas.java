package convspectrum.spec.schema;

import static convspectrum.spec.schema.Forms.JSON;
import static convspectrum.spec.schema.Forms.anyOf;
import static convspectrum.spec.schema.Forms.atLeast;
import static convspectrum.spec.schema.Forms.constant;
import static convspectrum.spec.schema.Forms.reference;

import convspectrum.spec.binding.BlockTypes;
import convspectrum.spec.binding.BodyType;
import convspectrum.spec.binding.Field;
import convspectrum.spec.binding.FieldType;
import convspectrum.spec.binding.ListType;
import convspectrum.spec.binding.OptionalType;
import convspectrum.spec.binding.PlainValues;
import convspectrum.spec.binding.RecordType;
import convspectrum.spec.binding.ValueType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of fields, and of the records that they refer to. */
final class FieldSchemas {
  private final Deque<RecordType> open = new ArrayDeque<>();
  private final Set<String> known = new HashSet<>();

  /** Defines every record that was referred to, and those that these refer to. */
  void define(ObjectNode definitions) {
    while (!open.isEmpty()) {
      RecordType type = open.pop();
      definitions.set(type.name(), record(type));
    }
  }

  ObjectNode record(RecordType type) {
    ObjectNode mapping = JSON.objectNode().put("type", "object").put("additionalProperties", false);
    mapping.put("description", type.doc());
    mapping.set("properties", fields(type));
    List<Field> required = type.fields().stream().filter(Field::isRequired).toList();
    // What a block requires may stand under `defaults:`, which no schema can follow.
    if (!required.isEmpty() && BlockTypes.find(type.name()).isEmpty()) {
      ArrayNode names = mapping.putArray("required");
      required.forEach(field -> names.add(field.name()));
    }
    return type.main().isPresent() ? anyOf(mapping, base(type.main().get().type())) : mapping;
  }

  ObjectNode fields(RecordType type) {
    ObjectNode properties = JSON.objectNode();
    for (Field field : type.fields()) {
      ObjectNode value =
          value(field.type())
              .put("description", field.isRequired() ? field.doc() + " (required)" : field.doc());
      field.written().ifPresent(written -> value.set("default", literal(written)));
      properties.set(field.name(), value);
    }
    return properties;
  }

  private static JsonNode literal(String written) {
    return switch (PlainValues.ofText(written)) {
      case Long number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(number);
      case Boolean truth -> JSON.booleanNode(truth);
      default -> JSON.stringNode(written);
    };
  }

  /** What a field takes: a literal, an expression, or a choice of them. */
  ObjectNode value(FieldType type) {
    ObjectNode choice = JSON.objectNode().put("type", "object").put("additionalProperties", false);
    choice.putArray("required").add("choose");
    ObjectNode properties = choice.putObject("properties");
    properties
        .putObject("choose")
        .put("type", "array")
        .put("minItems", 1)
        .set("items", anyOf(base(type), reference("expression"), reference("choice")));
    properties.set("default", JSON.booleanNode(true));
    return anyOf(base(type), reference("expression"), choice);
  }

  private ObjectNode base(FieldType type) {
    return switch (type) {
      case OptionalType(FieldType element) -> anyOf(base(element), constant(OptionalType.NONE));
      case ListType(FieldType element) -> {
        ObjectNode list = JSON.objectNode().put("type", "array");
        list.set("items", value(element));
        yield anyOf(list, base(element));
      }
      case RecordType record -> {
        if (known.add(record.name())) {
          open.push(record);
        }
        yield reference(record.name());
      }
      case BodyType(var words) -> {
        ObjectNode[] forms =
            words.keySet().stream().sorted().map(Forms::constant).toArray(ObjectNode[]::new);
        ObjectNode[] all = Arrays.copyOf(forms, forms.length + 1);
        all[forms.length] = reference("body");
        yield all.length == 1 ? all[0] : anyOf(all);
      }
      case ValueType value -> scalar(value);
    };
  }

  private static ObjectNode scalar(ValueType type) {
    return switch (type) {
      case ValueType.Any _ -> JSON.objectNode();
      case ValueType.Whole(int least) ->
          least == Integer.MIN_VALUE
              ? JSON.objectNode().put("type", "integer")
              : atLeast(least).put("maximum", Integer.MAX_VALUE);
      case ValueType.Real _ -> JSON.objectNode().put("type", "number");
      case ValueType.Truth _ -> JSON.objectNode().put("type", "boolean");
      case ValueType.Word(var words) -> {
        ObjectNode word = JSON.objectNode();
        words.keySet().forEach(word.putArray("enum")::add);
        yield word;
      }
      case ValueType.Sides _ ->
          anyOf(
              atLeast(1),
              JSON.objectNode().put("type", "string").put("pattern", "^[1-9][0-9]*x[1-9][0-9]*$"),
              numbers(2, 1));
      case ValueType.Border _ ->
          anyOf(
              constant("same"),
              constant("same-tf"),
              constant("valid"),
              atLeast(0),
              numbers(2, 0),
              numbers(4, 0));
      case ValueType.Groups _ -> anyOf(atLeast(1), constant("depthwise"));
      case ValueType.Reduction _ ->
          JSON.objectNode().put("type", "number").put("exclusiveMinimum", 0);
    };
  }

  private static ObjectNode numbers(int count, int least) {
    ObjectNode list = JSON.objectNode().put("type", "array");
    list.put("minItems", count).put("maxItems", count);
    list.set("items", anyOf(atLeast(least), reference("expression"), reference("choice")));
    return list;
  }
}
