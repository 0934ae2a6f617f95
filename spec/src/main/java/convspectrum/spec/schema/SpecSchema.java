package convspectrum.spec.schema;

import convspectrum.spec.binding.BlockTypes;
import convspectrum.spec.binding.BodyType;
import convspectrum.spec.binding.Field;
import convspectrum.spec.binding.FieldType;
import convspectrum.spec.binding.ListType;
import convspectrum.spec.binding.OptionalType;
import convspectrum.spec.binding.PlainValues;
import convspectrum.spec.binding.RecordType;
import convspectrum.spec.binding.ValueType;
import convspectrum.spec.block.InputShape;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the JSON Schema (draft 2020-12) of a spec. */
public final class SpecSchema {
  /** Where the schema says it is from. */
  public static final String ID = "https://convspectrum.github.io/spec.schema.json";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ObjectNode definitions = JSON.objectNode();
  private final Deque<RecordType> open = new ArrayDeque<>();
  private final Set<String> known = new HashSet<>();

  private SpecSchema() {}

  /** The schema. */
  public static ObjectNode create() {
    return new SpecSchema().document();
  }

  private ObjectNode document() {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", ID);
    schema.put("title", "convspectrum spec");
    schema.put("description", "A network or block on the spectrum of convolutions, or a space.");
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.putArray("required").add("input").add("layers");
    ObjectNode properties = schema.putObject("properties");
    properties.set("name", described("What tables call it.", "string"));
    properties.set("about", described("What it is, in a sentence.", "string"));
    properties.set("source", described("Where it is from.", "string"));
    properties.set("input", value(RecordType.of(InputShape.class)));
    properties.set("parameters", parameters());
    properties.set("defaults", defaults());
    properties.set("blocks", ownBlocks());
    properties.set(
        "references", mapping("Networks that stand beside the designs.", reference("body")));
    properties.set("baseline", baseline());
    properties.set("layers", reference("body"));
    definitions.set("expression", expression());
    definitions.set("choice", choice());
    definitions.set("body", body());
    definitions.set("step", step());
    while (!open.isEmpty()) {
      RecordType type = open.pop();
      definitions.set(type.name(), record(type));
    }
    schema.set("$defs", definitions);
    return schema;
  }

  private static ObjectNode described(String description, String type) {
    return JSON.objectNode().put("description", description).put("type", type);
  }

  private static ObjectNode expression() {
    return described("$name, or arithmetic $(…).", "string").put("pattern", "^\\$");
  }

  private static ObjectNode choice() {
    ObjectNode choice = described("A choice in place.", "object");
    choice.put("additionalProperties", false);
    choice.putArray("required").add("choose");
    ObjectNode properties = choice.putObject("properties");
    properties.putObject("choose").put("type", "array").put("minItems", 1);
    properties.set("default", JSON.booleanNode(true));
    return choice;
  }

  private static ObjectNode mapping(String description, ObjectNode values) {
    ObjectNode mapping = described(description, "object");
    mapping.set("additionalProperties", values);
    return mapping;
  }

  private static ObjectNode parameters() {
    ObjectNode scalar = JSON.objectNode();
    scalar.putArray("type").add("string").add("number").add("boolean");
    ObjectNode list = JSON.objectNode().put("type", "array").put("minItems", 1);
    ObjectNode mapping = JSON.objectNode().put("type", "object").put("additionalProperties", false);
    ObjectNode properties = mapping.putObject("properties");
    properties.set("values", list.deepCopy());
    properties.set("default", JSON.booleanNode(true));
    properties.set("divisors-of", atLeast(1));
    properties.set("powers-of", atLeast(2));
    properties.set("up-to", atLeast(1));
    ObjectNode range = properties.putObject("range").put("type", "array");
    range.put("minItems", 2).put("maxItems", 3).putObject("items").put("type", "number");
    ArrayNode forms = mapping.putArray("oneOf");
    for (String form : List.of("values", "divisors-of", "powers-of", "range")) {
      forms.addObject().putArray("required").add(form);
    }
    return mapping("What the spec leaves open: name to choices.", anyOf(list, mapping, scalar));
  }

  private ObjectNode defaults() {
    ObjectNode defaults = described("Fields per block type.", "object");
    defaults.put("additionalProperties", false);
    ObjectNode properties = defaults.putObject("properties");
    for (RecordType type : BlockTypes.all()) {
      ObjectNode fields = properties.putObject(type.name());
      fields.put("type", "object").put("additionalProperties", false);
      fields.set("properties", fields(type));
    }
    return defaults;
  }

  private static ObjectNode ownBlocks() {
    ObjectNode block = JSON.objectNode().put("type", "object").put("additionalProperties", false);
    block.putArray("required").add("body");
    ObjectNode properties = block.putObject("properties");
    properties.set("about", described("What it is.", "string"));
    properties.putObject("parameters").putArray("type").add("array").add("object").add("string");
    properties.set("body", reference("body"));
    return mapping("Own blocks, for `use`.", block);
  }

  private static ObjectNode baseline() {
    ObjectNode baseline = JSON.objectNode();
    baseline.put("description", "A reference, or a design, that speed-ups are relative to.");
    baseline.putArray("type").add("string").add("object");
    return baseline;
  }

  private static ObjectNode body() {
    ObjectNode body = described("Blocks, one after the other.", "array").put("minItems", 1);
    body.set("items", reference("step"));
    return body;
  }

  private ObjectNode step() {
    ObjectNode word = JSON.objectNode();
    ArrayNode words = word.putArray("enum");
    ObjectNode block = JSON.objectNode().put("type", "object").put("additionalProperties", false);
    ObjectNode properties = block.putObject("properties");
    ArrayNode oneOf = block.putArray("oneOf");
    for (RecordType type : BlockTypes.all()) {
      ObjectNode value = value(type);
      if (type.isCompleteWithoutFields()) {
        words.add(type.name());
        value = anyOf(value, JSON.objectNode().put("type", "null"));
      }
      properties.set(type.name(), value.put("description", type.doc()));
      oneOf.addObject().putArray("required").add(type.name());
    }
    structure(properties, oneOf);
    ObjectNode name = JSON.objectNode().put("type", "string");
    properties.set("as", described("Names its result.", "string"));
    ObjectNode names = JSON.objectNode().put("type", "array").put("minItems", 1);
    names.set("items", name);
    properties.set(
        "from",
        anyOf(name, names).put("description", "Whose result it takes; input is the body's."));
    ObjectNode join = described("How several results become one.", "string");
    join.putArray("enum").add("add").add("concat").add("multiply");
    properties.set("join", join);
    return anyOf(word, block);
  }

  private static void structure(ObjectNode properties, ArrayNode oneOf) {
    properties.set("use", described("An own block.", "string"));
    properties.set("with", described("Its arguments.", "object"));
    oneOf.addObject().putArray("required").add("use");
    properties
        .putObject("switch")
        .put("description", "Picks a body by a value.")
        .putArray("type")
        .add("string")
        .add("number")
        .add("boolean")
        .add("object");
    properties.set("cases", mapping("A body per value.", reference("body")));
    oneOf.addObject().putArray("required").add("switch").add("cases");
    ObjectNode options = described("Blocks or bodies, one of which is taken.", "array");
    options.put("minItems", 1).set("items", anyOf(reference("step"), reference("body")));
    properties.set("choose", options);
    properties.set("default", JSON.booleanNode(true));
    oneOf.addObject().putArray("required").add("choose");
  }

  private ObjectNode record(RecordType type) {
    ObjectNode mapping = JSON.objectNode().put("type", "object").put("additionalProperties", false);
    mapping.put("description", type.doc());
    mapping.set("properties", fields(type));
    List<Field> required = type.fields().stream().filter(Field::isRequired).toList();
    if (!required.isEmpty()) {
      ArrayNode names = mapping.putArray("required");
      required.forEach(field -> names.add(field.name()));
    }
    return type.main().isPresent() ? anyOf(mapping, base(type.main().get().type())) : mapping;
  }

  private ObjectNode fields(RecordType type) {
    ObjectNode properties = JSON.objectNode();
    for (Field field : type.fields()) {
      ObjectNode value = value(field.type()).put("description", field.doc());
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

  /** What a field takes: a literal, an expression or a choice. */
  private ObjectNode value(FieldType type) {
    return anyOf(base(type), reference("expression"), reference("choice"));
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
            words.keySet().stream().sorted().map(SpecSchema::constant).toArray(ObjectNode[]::new);
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

  private static ObjectNode atLeast(int least) {
    return JSON.objectNode().put("type", "integer").put("minimum", least);
  }

  private static ObjectNode constant(String word) {
    return JSON.objectNode().put("const", word);
  }

  private static ObjectNode reference(String definition) {
    return JSON.objectNode().put("$ref", "#/$defs/" + definition);
  }

  private static ObjectNode anyOf(ObjectNode... forms) {
    ObjectNode any = JSON.objectNode();
    any.putArray("anyOf").addAll(Arrays.asList(forms));
    return any;
  }
}
