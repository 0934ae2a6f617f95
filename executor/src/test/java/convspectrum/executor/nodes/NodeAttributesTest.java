package convspectrum.executor.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import convspectrum.executor.nodes.NodeRun.Outcome;
import convspectrum.executor.nodes.NodeTable.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No attribute that ONNX's schema has is passed over: the reader of an op looks at it, or it is one
 * of those below, which make no difference to inference in real numbers. onnx-attributes.csv is the
 * list of ONNX 1.23; a version of an op without attributes has a line without one.
 */
class NodeAttributesTest {
  /** What may have any value: reasons stand at the reader's own list. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "BatchNormalization.momentum",
          "Cast.round_mode",
          "Cast.saturate",
          "CastLike.round_mode",
          "CastLike.saturate",
          "ConvTranspose.kernel_shape",
          "DequantizeLinear.axis",
          "DequantizeLinear.block_size",
          "DequantizeLinear.output_dtype",
          "Dropout.ratio",
          "Dropout.seed",
          "GroupNormalization.stash_type",
          "LayerNormalization.stash_type",
          "MaxPool.storage_order",
          "QuantizeLinear.axis",
          "QuantizeLinear.block_size",
          "QuantizeLinear.output_dtype",
          "QuantizeLinear.precision",
          "QuantizeLinear.saturate",
          "RMSNormalization.stash_type",
          "Range.stash_type",
          // Over no axes none is kept or dropped.
          "ReduceSum.keepdims",
          "Resize.cubic_coeff_a",
          "Resize.exclude_outside",
          "Resize.extrapolation_value",
          "Resize.keep_aspect_ratio_policy",
          "SequenceEmpty.dtype",
          "Split.num_outputs",
          "TopK.sorted");

  @TempDir Path folder;

  /** An attribute of the schema, with its default as text; empty where it has none. */
  private record Declared(String name, String type, String fallback) {}

  @Test
  void everyAttributeIsLookedAt() throws IOException {
    List<String> passedOver = new ArrayList<>();
    Set<String> looked = new TreeSet<>();
    NodeRun run = new NodeRun(folder);
    for (NodeCase test : rightCases()) {
      for (Declared attribute : schema(test)) {
        AttributeProto odd =
            AttributeProto.newBuilder()
                .setName(attribute.name)
                .setType(AttributeType.SPARSE_TENSOR)
                .build();
        Outcome outcome = run.of(with(test, odd));
        String name = test.ops() + "." + attribute.name;
        boolean seen =
            outcome.verdict() == Verdict.REFUSED
                && outcome.reason().contains("'" + attribute.name + "'");
        if (seen) {
          looked.add(name);
        } else if (!WITHOUT_EFFECT.contains(name)) {
          passedOver.add(test.name() + ": " + name + " " + outcome);
        }
      }
    }
    assertThat(passedOver).isEmpty();
    assertThat(looked).hasSizeGreaterThan(150);
  }

  /** Exporters write defaults out. */
  @Test
  void defaultsThatAreWrittenOutChangeNothing() throws IOException {
    List<String> changed = new ArrayList<>();
    int compared = 0;
    NodeRun run = new NodeRun(folder);
    for (NodeCase test : rightCases()) {
      Set<String> given =
          node(test).getAttributeList().stream()
              .map(AttributeProto::getName)
              .collect(Collectors.toSet());
      for (Declared attribute : schema(test)) {
        if (!attribute.fallback.isEmpty() && !given.contains(attribute.name)) {
          Outcome outcome = run.of(with(test, fallback(attribute)));
          compared++;
          if (outcome.verdict() != Verdict.RIGHT && outcome.verdict() != Verdict.STORED) {
            changed.add(test.name() + ": " + attribute + " " + outcome);
          }
        }
      }
    }
    assertThat(changed).isEmpty();
    assertThat(compared).isGreaterThan(500);
  }

  private static AttributeProto fallback(Declared attribute) {
    AttributeProto.Builder value = AttributeProto.newBuilder().setName(attribute.name);
    return switch (attribute.type) {
      case "INT" ->
          value.setType(AttributeType.INT).setI(Long.parseLong(attribute.fallback)).build();
      case "FLOAT" ->
          value.setType(AttributeType.FLOAT).setF(Float.parseFloat(attribute.fallback)).build();
      default ->
          value
              .setType(AttributeType.STRING)
              .setS(ByteString.copyFromUtf8(attribute.fallback))
              .build();
    };
  }

  /** The same test with an attribute added, or changed. */
  private static NodeCase with(NodeCase test, AttributeProto attribute) {
    NodeProto.Builder node = node(test).toBuilder().clearAttribute();
    for (AttributeProto each : node(test).getAttributeList()) {
      if (!each.getName().equals(attribute.getName())) {
        node.addAttribute(each);
      }
    }
    node.addAttribute(attribute);
    return new NodeCase(
        test.name(),
        test.model().toBuilder()
            .setGraph(test.model().getGraph().toBuilder().setNode(0, node))
            .build(),
        test.inputs(),
        test.outputs());
  }

  private static NodeProto node(NodeCase test) {
    return test.model().getGraph().getNode(0);
  }

  private static List<NodeCase> rightCases() throws IOException {
    Map<String, Row> table =
        NodeTable.read().stream().collect(Collectors.toMap(Row::test, Function.identity()));
    return NodeArchive.small().stream()
        .filter(test -> test.model().getGraph().getNodeCount() == 1)
        .filter(test -> table.get(test.name()) instanceof Row row && row.verdict() == Verdict.RIGHT)
        // Its attributes are branches and loops, which are graphs.
        .filter(test -> !Set.of("If", "Loop", "Scan").contains(test.ops()))
        .toList();
  }

  /** The attributes of the test's op in the opset of its model. */
  private static List<Declared> schema(NodeCase test) throws IOException {
    long opset =
        test.model().getOpsetImportList().stream()
            .filter(each -> each.getDomain().isEmpty())
            .mapToLong(each -> each.getVersion())
            .max()
            .orElseThrow();
    Map.Entry<Long, List<Declared>> entry =
        Schemas.ALL.getOrDefault(test.ops(), new TreeMap<>()).floorEntry(opset);
    return entry == null
        ? List.of()
        : entry.getValue().stream().filter(each -> !each.name.isEmpty()).toList();
  }

  /** By op, then by the version from which on it has these attributes. */
  private static final class Schemas {
    static final Map<String, TreeMap<Long, List<Declared>>> ALL = read();

    private static Map<String, TreeMap<Long, List<Declared>>> read() {
      Map<String, TreeMap<Long, List<Declared>>> all = new LinkedHashMap<>();
      try (InputStream in =
          Objects.requireNonNull(
              NodeAttributesTest.class.getResourceAsStream("onnx-attributes.csv"))) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .skip(1)
            .map(line -> line.split(",", -1))
            .forEach(cells ->
                all.computeIfAbsent(cells[0], _ -> new TreeMap<>())
                    .computeIfAbsent(Long.valueOf(cells[1]), _ -> new ArrayList<>())
                    .add(new Declared(cells[2], cells[3], cells[4])));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return all;
    }
  }
}
