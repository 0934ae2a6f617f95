package convspectrum.search.study;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.CostOptions;
import convspectrum.executor.measure.host.LocalHost;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.SeededWeights;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputChecksTest {
  private static final StudyOptions OPTIONS =
      new StudyOptions(List.of(), RunOptions.SINGLE_THREAD, QuickProtocol.DEFAULT, 1);

  @TempDir private Path folder;

  /** 64² pixels times 3·512·9 and 512·64·9: 1.26 GMACs, more than is checked at full size. */
  @Test
  void aLargeImportIsCheckedOnASmallerPicture() {
    Designs designs = Designs.ofNetworks(List.of(imported()), CostOptions.DEFAULT);
    ComparedDesign design = designs.rows().getFirst();
    assertThat(design.cost().total().macs()).isGreaterThan(1_200_000_000);
    FakeRuntime runtime = new FakeRuntime();
    LocalHost host =
        new LocalHost(
            new StudyWorkload(designs, runtime, OPTIONS.run(), OPTIONS.seed()),
            runtime.instruments(),
            1,
            false,
            OPTIONS.seed());
    OutputChecks checks = OutputChecks.of(designs, OPTIONS, runtime.instruments());
    assertThat(checks.failure(design, runtime, host)).isEmpty();
    assertThat(runtime.graphs.getFirst().inputs().getFirst().shape())
        .isEqualTo(Shape.of(1, 3, 16, 16));
  }

  private Network imported() {
    Spec spec =
        Spec.parse(
            "pooled.yaml",
            """
            name: pooled
            input: {channels: 3, height: 64, width: 64}
            layers:
              - conv: {out: 512, kernel: 3}
              - conv: {out: 64, kernel: 3}
              - global-pool
              - flatten
              - linear: {out: 10}
            """);
    Path file = folder.resolve("pooled.onnx");
    OnnxWriter.write(spec.graph(spec.defaults()), new SeededWeights(7), file);
    return Network.imported(file, OnnxReader.read(file, ReadOptions.DEFAULT));
  }
}
