package convspectrum.spec.schema;

import java.util.Arrays;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The forms that a schema is put together from. */
final class Forms {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Forms() {}

  static ObjectNode described(String description, String type) {
    return JSON.objectNode().put("description", description).put("type", type);
  }

  static ObjectNode mapping(String description, ObjectNode values) {
    ObjectNode mapping = described(description, "object");
    mapping.set("additionalProperties", values);
    return mapping;
  }

  static ObjectNode atLeast(int least) {
    return JSON.objectNode().put("type", "integer").put("minimum", least);
  }

  static ObjectNode constant(String word) {
    return JSON.objectNode().put("const", word);
  }

  static ObjectNode reference(String definition) {
    return JSON.objectNode().put("$ref", "#/$defs/" + definition);
  }

  static ObjectNode anyOf(ObjectNode... forms) {
    ObjectNode any = JSON.objectNode();
    any.putArray("anyOf").addAll(Arrays.asList(forms));
    return any;
  }
}
