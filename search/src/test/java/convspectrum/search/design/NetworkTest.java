package convspectrum.search.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.CostOptions;
import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.ModelNames;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.formats.onnx.read.Storage;
import convspectrum.formats.onnx.read.graph.Coverage;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NetworkTest {
  private static final String POOLED =
      """
      name: pooled
      input: {channels: 3, height: 64, width: 64}
      layers:
        - conv: {out: 512, kernel: 3}
        - conv: {out: 64, kernel: 3}
        - global-pool
        - flatten
        - linear: {out: 10}
      """;

  @TempDir private Path folder;

  @Test
  void anImportHasItsOwnWeights() {
    Network network = imported(POOLED);
    Node conv = network.graph().nodes().get(1);
    float[] written = new SeededWeights(7).get(conv, "weight").data();
    assertThat(network.weights().apply(1).get(conv, "weight").data()).isEqualTo(written);
    assertThat(network.weights().apply(2).get(conv, "weight").data()).isEqualTo(written);
    assertThat(network.name()).isEqualTo("pooled");
    assertThat(network.design()).isEmpty();
    assertThat(network.gaps()).isEqualTo(Gaps.NONE);
  }

  @Test
  void aSpecsWeightsAreSeeded() {
    Spec spec = Spec.parse("pooled.yaml", POOLED);
    Network network = Network.design(spec, spec.defaults(), Optional.empty());
    assertThat(network.weights().apply(3)).isEqualTo(new SeededWeights(3));
  }

  @Test
  void anImportIsReadAgainForAnotherInput() {
    Network small = imported(POOLED).resized().apply(Shape.of(1, 3, 8, 9));
    assertThat(small.graph().inputs().getFirst().shape()).isEqualTo(Shape.of(1, 3, 8, 9));
    assertThat(small.graph().outputs().getFirst().shape()).isEqualTo(Shape.of(1, 10));
    Node conv = small.graph().nodes().get(1);
    assertThat(small.weights().apply(1).get(conv, "weight").data())
        .isEqualTo(new SeededWeights(7).get(conv, "weight").data());
  }

  @Test
  void anImportThatFlattensHasOneSize() {
    ComparedDesign design = design(imported(POOLED.replace("  - global-pool\n", "")));
    assertThatThrownBy(() -> design.resized(Shape.of(1, 3, 32, 32)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("pooled.onnx: node 'layers.");
  }

  @Test
  void gapsAreSaidOfEachRow() {
    Spec spec = Spec.parse("pooled.yaml", POOLED);
    Graph graph = spec.graph(spec.defaults());
    Weights none = new SeededWeights(1);
    ImportedModel model =
        new ImportedModel(
            graph,
            none,
            new Coverage(3, 5, Map.of("GridSample", 2)),
            1,
            new Storage(4, 3, 0, new TreeMap<>()),
            17,
            "",
            ModelNames.NONE);
    Network partial = Network.imported(Path.of("pooled.onnx"), model);
    Designs designs = Designs.ofNetworks(List.of(partial, partial), CostOptions.DEFAULT);
    assertThat(designs.partialFigures())
        .containsExactly(
            "pooled (partial): figures are partial, 3 of 5 nodes are understood; not: GridSample"
                + " (2).",
            "pooled (partial) (2): figures are partial, 3 of 5 nodes are understood; not:"
                + " GridSample (2).");
    assertThat(designs.seededWeights().getFirst())
        .isEqualTo(
            "pooled (partial): 3 of its 4 tensors have no values in the file; seeded random ones"
                + " stand for them.");
    assertThat(designs.rows().getFirst().graph().name()).isEqualTo("pooled (partial)");
  }

  private Network imported(String yaml) {
    Spec spec = Spec.parse("pooled.yaml", yaml);
    Path file = folder.resolve("pooled.onnx");
    OnnxWriter.write(spec.graph(spec.defaults()), new SeededWeights(7), file);
    return Network.imported(file, OnnxReader.read(file, ReadOptions.DEFAULT));
  }

  private static ComparedDesign design(Network network) {
    return Designs.ofNetworks(List.of(network), CostOptions.DEFAULT).rows().getFirst();
  }
}
