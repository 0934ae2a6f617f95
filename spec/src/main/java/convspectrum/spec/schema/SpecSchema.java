package convspectrum.spec.schema;

import static convspectrum.spec.schema.Forms.JSON;
import static convspectrum.spec.schema.Forms.anyOf;
import static convspectrum.spec.schema.Forms.atLeast;
import static convspectrum.spec.schema.Forms.described;
import static convspectrum.spec.schema.Forms.mapping;
import static convspectrum.spec.schema.Forms.reference;

import convspectrum.spec.binding.BlockTypes;
import convspectrum.spec.binding.RecordType;
import convspectrum.spec.block.InputShape;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the JSON Schema (draft 2020-12) of a spec. */
public final class SpecSchema {
  /** Where the schema says it is from. */
  public static final String ID = "https://convspectrum.github.io/spec.schema.json";

  private final ObjectNode definitions = JSON.objectNode();
  private final FieldSchemas types = new FieldSchemas();

  private SpecSchema() {}

  /** The schema as JSON text of several lines. */
  public static String create() {
    return new SpecSchema().document().toPrettyString();
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
    properties.set("input", types.value(RecordType.of(InputShape.class)));
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
    types.define(definitions);
    schema.set("$defs", definitions);
    return schema;
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

  private static ObjectNode parameters() {
    ObjectNode scalar = JSON.objectNode();
    scalar.putArray("type").add("string").add("number").add("boolean");
    ObjectNode list = JSON.objectNode().put("type", "array").put("minItems", 1);
    ObjectNode mapping = JSON.objectNode().put("type", "object").put("additionalProperties", false);
    ObjectNode properties = mapping.putObject("properties");
    properties.set("values", list.deepCopy());
    properties.set("default", JSON.booleanNode(true));
    properties.set(
        "setting",
        described(
            "What the task demands, and no choice between designs: it keeps its default unless it is"
                + " named.",
            "boolean"));
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
      fields.set("properties", types.fields(type));
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
      // A block may be its type alone, or have nothing behind it, since all its fields may have
      // defaults.
      words.add(type.name());
      ObjectNode value = anyOf(types.value(type), JSON.objectNode().put("type", "null"));
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
}
