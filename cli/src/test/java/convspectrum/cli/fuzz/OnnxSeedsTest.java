package convspectrum.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.search.design.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeds are models that are understood as a whole: mutants of others would reach little. */
final class OnnxSeedsTest {
  @TempDir private Path folder;

  @Test
  void seedsAreUnderstood() throws IOException {
    List<ModelProto> seeds = OnnxSeeds.all();
    for (ModelProto seed : seeds) {
      Path file = Files.write(folder.resolve("seed.onnx"), seed.toByteArray());
      ImportedModel model = OnnxReader.read(file, ReadOptions.DEFAULT);
      assertThat(NetworkUse.of(Network.imported(file, model)).macs()).isPositive();
    }
    assertThat(seeds).hasSize(7);
  }
}
