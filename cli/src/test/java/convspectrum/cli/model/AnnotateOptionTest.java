package convspectrum.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import convspectrum.cli.OnnxFiles;
import convspectrum.cli.Ran;
import convspectrum.cli.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the annotated file says, and that ONNX Runtime computes the same with it. */
final class AnnotateOptionTest {
  private static final long MACS = 36 * (8 * 16 + 9 * 16 * 2);

  @TempDir private Path folder;

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  /** Keys and texts of the nodes that have any, in order. */
  private static List<Map<String, String>> nodes(Path file) throws IOException {
    List<Map<String, String>> nodes = new ArrayList<>();
    for (NodeProto node : ModelProto.parseFrom(Files.readAllBytes(file)).getGraph().getNodeList()) {
      Map<String, String> texts = new LinkedHashMap<>();
      node.getMetadataPropsList().forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
      nodes.add(texts);
    }
    return nodes;
  }

  private static long sum(List<Map<String, String>> nodes, String key) {
    return nodes.stream().mapToLong(node -> Long.parseLong(node.getOrDefault(key, "0"))).sum();
  }

  private void assertSameOutputs(String one, String other) throws IOException {
    Ran.done(
        "run",
        one,
        "--runtime=onnxruntime",
        "--save-input=" + at("x.npy"),
        "--output=" + at("a.npy"));
    Ran.done(
        "run",
        other,
        "--runtime=onnxruntime",
        "--load-input=" + at("x.npy"),
        "--output=" + at("b.npy"));
    assertThat(Files.readAllBytes(folder.resolve("b.npy")))
        .isEqualTo(Files.readAllBytes(folder.resolve("a.npy")));
  }

  @Test
  void countsStandBesideTheNodesOfAFile() throws IOException {
    Path model = OnnxFiles.tiny(folder);
    Path out = folder.resolve("out.onnx");
    Ran ran = Ran.done("cost", model.toString(), "--annotate=" + out);
    assertThat(ran.err()).isEqualTo("wrote " + out + "\n");
    assertThat(sum(nodes(out), "convspectrum.macs")).isEqualTo(MACS);
    assertThat(nodes(out)).noneMatch(Map::isEmpty);
    ModelProto whole = ModelProto.parseFrom(Files.readAllBytes(out));
    assertThat(whole.getIrVersion()).isGreaterThanOrEqualTo(10);
    assertThat(whole.getMetadataPropsList())
        .anyMatch(
            one -> one.getKey().equals("convspectrum.macs") && one.getValue().equals("" + MACS));
    assertSameOutputs(model.toString(), out.toString());
  }

  /** Every node has its time, or names the node that has it. */
  @Test
  void timesStandBesideTheNodesOfAFile() throws IOException {
    Path model = OnnxFiles.tiny(folder);
    Path out = folder.resolve("out.onnx");
    Ran.done(
        "measure",
        model.toString(),
        "--by=layer",
        "--runtime=onnxruntime,reference",
        "--annotate=" + out);
    for (String runtime : List.of("onnxruntime", "reference")) {
      String key = "convspectrum." + runtime + ".";
      double share = 0;
      for (Map<String, String> node : nodes(out)) {
        assertThat(node.containsKey(key + "time_ms"))
            .as(node.toString())
            .isNotEqualTo(node.containsKey(key + "fused_into"));
        share += Double.parseDouble(node.getOrDefault(key + "share", "0"));
      }
      assertThat(share).isBetween(0.05, 1.0 + 1e-4); // inserted steps have the rest
      if (runtime.equals("reference")) {
        assertThat(share).isCloseTo(1, within(1e-4));
      }
    }
    assertSameOutputs(model.toString(), out.toString());
  }

  @Test
  void aSpecIsExportedWithItsFigures() throws IOException {
    String spec = Specs.tiny(folder) + "#segments=8,out=16";
    Path plain = folder.resolve("plain.onnx");
    Path out = folder.resolve("out.onnx");
    Ran.done("export", spec, "--out=" + plain);
    Ran.done("measure", spec, "--runtime=reference", "--budget=1s", "--annotate=" + out);
    assertThat(sum(nodes(out), "convspectrum.macs")).isEqualTo(MACS);
    assertThat(nodes(out)).anyMatch(node -> node.containsKey("convspectrum.reference.time_ms"));
    assertSameOutputs(plain.toString(), out.toString());
  }

  @Test
  void itHasAPlaceOfItsOwn() throws IOException {
    String model = OnnxFiles.tiny(folder).toString();
    byte[] before = Files.readAllBytes(Path.of(model));
    Ran self = Ran.of("cost", model, "--annotate=" + model);
    assertThat(self.code()).isEqualTo(2);
    assertThat(self.err())
        .contains(
            "found the model itself; expected another file, so that the model stays as it is");
    assertThat(Files.readAllBytes(Path.of(model))).isEqualTo(before);
    assertThat(Ran.of("cost", model, "--annotate=" + at("out.txt")).err())
        .contains("expected a name that ends in .onnx");
    Ran nowhere = Ran.of("cost", model, "--annotate=" + at("no/out.onnx"));
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.err()).contains("expected one that is there");
    assertThat(Ran.of("measure", model, model, "--annotate=" + at("out.onnx")).err())
        .contains("--annotate: expected one MODEL; found ");
    assertThat(Ran.of("cost", model, "--convention=all", "--annotate=" + at("out.onnx")).err())
        .contains("expected one convention");
  }
}
