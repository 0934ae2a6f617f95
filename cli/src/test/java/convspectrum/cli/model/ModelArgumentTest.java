package convspectrum.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelArgumentTest {
  @TempDir private Path folder;

  @Test
  void settingsStandBehindTheSign() {
    ModelArgument model = ModelArgument.of("zoo:xception#segments=32, between=none");
    assertThat(model.source()).isEqualTo("zoo:xception");
    assertThat(model.settings()).isEqualTo(Map.of("segments", "32", "between", "none"));
    assertThat(model.settings().keySet()).containsExactly("segments", "between");
  }

  /** Choices may be lists, and names of choices in place hold brackets. */
  @Test
  void aListIsOneValue() {
    assertThat(
            ModelArgument.of("zoo:a#kernels=[3, 5, 7],layers[0].conv.kernel=3,shape={a: 1, b: 2}")
                .settings())
        .isEqualTo(
            Map.of("kernels", "[3, 5, 7]", "layers[0].conv.kernel", "3", "shape", "{a: 1, b: 2}"));
    assertThat(ModelArgument.of("zoo:a#label=a=b#c").settings())
        .isEqualTo(Map.of("label", "a=b#c"));
  }

  @Test
  void aNameWithoutSettingsIsAName() {
    for (String name : List.of("a.yaml", "#1.yaml", "a#b.yaml", "zoo:resnet-50", "-")) {
      ModelArgument model = ModelArgument.of(name);
      assertThat(model.source()).isEqualTo(name);
      assertThat(model.settings()).isEmpty();
    }
  }

  @Test
  void aFileThatIsThereIsTheName() throws IOException {
    String file = Files.writeString(folder.resolve("a#b=1.yaml"), "").toString();
    assertThat(ModelArgument.of(file).source()).isEqualTo(file);
    assertThat(ModelArgument.of(file + "#c=2"))
        .returns(file, ModelArgument::source)
        .returns(Map.of("c", "2"), ModelArgument::settings);
    assertThat(ModelArgument.of("-#c=2").source()).isEqualTo("-");
  }
}
