package convspectrum.spec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlReader;
import convspectrum.spec.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class SpecSchemaTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SpecSchema.create());

  @Test
  void everyExampleIsValid() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(Path.of("../examples"))) {
      files = found.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(5);
    for (Path file : files) {
      assertThat(errors(YamlReader.read(file))).as("faults of %s", file).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv: {out: 8, kernel: [1, $k], stride: 2, padding: [0, 0, 1, 1], norm: {epsilon: 1e-3}}",
        "conv: {out: {choose: [8, 16]}, kernel: 1x7, groups: depthwise, activation: relu}",
        "residual: {body: [flatten], shortcut: projection, scale: 0.17}",
        "residual: {body: [flatten], shortcut: [identity]}",
        "{add: , from: [a, b]}",
        "{choose: [identity, [zero, dropout: 0.1]], as: x}",
        "{switch: $op, cases: {a: [zero]}}",
        "{use: cell, with: {c: 8}}",
        "sequence: [activation: relu]",
        "conv",
        "conv: {kernel: 3}",
        "conv: {out: {choose: [8, $w, {choose: [1, 2]}]}}",
        "segmented: {out: 8, segments: $s, kernels: [3, 1x5], shares: [2, 1], between: elu}"
      })
  void aBlockIsValid(String block) {
    assertThat(errors(layers(block))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv: {out: abc}",
        "conv: {out: 0}",
        "conv: {out: {choose: [8, abc]}}",
        "inception: {towers: [{kernel: 3}]}",
        "conv: {out: 8, kernal: 3}",
        "conv: {out: 8, kernel: 1x}",
        "conv: {out: 8, padding: some}",
        "conv: {out: 8, bias: 1}",
        "convv: {out: 8}",
        "flaten",
        "{conv: {out: 8}, pool: max}",
        "{conv: {out: 8}, form: a}",
        "residual: {body: identity}",
        "repeat: {times: 2, body: []}",
        "activation: rellu",
        "{use: 3}",
        "{switch: $op}",
        "3"
      })
  void aFaultyBlockIsNot(String block) {
    assertThat(errors(layers(block))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "layers: [identity]",
        "input: {channels: 1, height: 1, width: 1}",
        "input: {channels: 1, height: 1, wdth: 1}\nlayers: [identity]",
        "input: [1, 8]\nlayers: [identity]\nnme: x",
        "input: [1, 8]\nlayers: [identity]\nparameters: {a: {divisors-of: x}}",
        "input: [1, 8]\nlayers: [identity]\nparameters: {a: {}}",
        "input: [1, 8]\nlayers: [identity]\ndefaults: {conv: {kernal: 3}}",
        "- a"
      })
  void aFaultyDocumentIsNot(String text) {
    assertThat(errors(YamlReader.parse("x.yaml", text))).isNotEmpty();
  }

  private static YamlNode layers(String block) {
    return YamlReader.parse("x.yaml", "input: [1, 8, 8, 8]\nlayers:\n  - " + block);
  }

  private static List<Error> errors(YamlNode node) {
    return SCHEMA.validate(json(node));
  }

  private static JsonNode json(YamlNode node) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    return switch (node) {
      case YamlMap map -> {
        ObjectNode object = factory.objectNode();
        map.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
        yield object;
      }
      case YamlList list -> {
        ArrayNode array = factory.arrayNode();
        list.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case YamlScalar scalar ->
          switch (scalar.value()) {
            case null -> factory.nullNode();
            case Long number -> factory.numberNode(number);
            case Double number -> factory.numberNode(number);
            case Boolean truth -> factory.booleanNode(truth);
            default -> factory.stringNode(scalar.text());
          };
    };
  }
}
