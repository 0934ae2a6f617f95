package convspectrum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.parameter.Design;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @Test
  void everyDesignOfEveryExampleIsAGraph() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(EXAMPLES)) {
      files = found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(5);
    for (Path file : files) {
      Spec spec = Spec.read(file);
      List<Design> designs = spec.designs().limit(200).toList();
      assertThat(designs).as("designs of %s", file).doesNotHaveDuplicates();
      for (Design design : designs) {
        assertThat(spec.graph(design).nodes()).as("%s of %s", design, file).isNotEmpty();
      }
    }
  }

  @Test
  void theSpectrumRunsFromRegularToDepthwise() {
    Spec spec = Spec.read(EXAMPLES.resolve("spectrum.yaml"));
    // 728² · 9 taps, at 19 × 19 pixels.
    Graph regular = spec.reference("regular", spec.defaults());
    assertThat(Counting.params(regular)).isEqualTo(4_769_856);
    assertThat(Counting.macs(regular)).isEqualTo(1_721_918_016);
    // 728² + 728 · 9.
    Graph depthwise = spec.graph(spec.design(Map.of("segments", "728")));
    assertThat(Counting.params(depthwise)).isEqualTo(536_536);
    assertThat((double) Counting.macs(regular) / Counting.macs(depthwise)).isBetween(8.885, 8.895);
  }

  @Test
  void theXceptionModuleIsPublishedSize() {
    Spec spec = Spec.read(EXAMPLES.resolve("xception-middle.yaml"));
    // 3 · (728 · 9 + 728² + 2 · 728).
    assertThat(Counting.params(spec.graph(spec.defaults()))).isEqualTo(1_613_976);
  }

  @Test
  void theInceptionModuleIsGoogLeNets3a() {
    Spec spec = Spec.read(EXAMPLES.resolve("inception.yaml"));
    Graph module = spec.reference("module", spec.defaults());
    // 64·192 + 96·192 + 128·96·9 + 16·192 + 32·16·25 + 32·192, and 368 biases.
    assertThat(Counting.params(module)).isEqualTo(163_328 + 368);
    assertThat(module.outputs().getFirst().shape()).hasToString("1x256x28x28");
  }

  @Test
  void theMobileNetBlockNarrows() {
    Spec spec = Spec.read(EXAMPLES.resolve("mobilenet-block.yaml"));
    // 512 · 9 + 512² + 4 · 512 of two norms.
    assertThat(Counting.params(spec.graph(spec.defaults()))).isEqualTo(268_800);
    Graph narrow = spec.graph(spec.design(Map.of("width", "0.5")));
    assertThat(Counting.params(narrow)).isEqualTo(256 * 9 + 256 * 256 + 4 * 256);
  }
}
