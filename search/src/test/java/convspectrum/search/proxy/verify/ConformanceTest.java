package convspectrum.search.proxy.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.gradients.Precision;
import convspectrum.spec.fault.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the figures of PyTorch for networks of every kind. */
class ConformanceTest {
  private static final Path RESOURCES =
      Path.of("src/test/resources/convspectrum/search/proxy/verify");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"b", "f2"})
  void everyFigureOfTheSmallNetworksIsWithinTolerance(String network) {
    allPass(RESOURCES.resolve("net_" + network + ".json"));
  }

  @Test
  void everyFigureOfAllNetworksIsWithinTolerance() throws IOException {
    Path all =
        Path.of(Objects.requireNonNullElse(System.getenv("CONVSPECTRUM_SHARED"), "../../shared"))
            .resolve("golden/proxies");
    assumeTrue(Files.isDirectory(all), "the other networks are not on this machine");
    List<Path> files;
    try (Stream<Path> found = Files.list(all)) {
      files = found.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(12);
    files.forEach(ConformanceTest::allPass);
  }

  private static void allPass(Path file) {
    List<Check> checks = Conformance.of(file);
    assertThat(checks).hasSizeGreaterThan(80);
    assertThat(checks.stream().filter(check -> !check.passes())).as(file.toString()).isEmpty();
    assertThat(checks.stream().filter(check -> check.precision() == Precision.FLOAT64))
        .noneMatch(Check::isShownAlone);
  }

  @Test
  void aWrongFigureIsFound() throws IOException {
    copyAll();
    Path file = folder.resolve("net_f2.json");
    String text = Files.readString(file);
    assertThat(text).contains("48.3797181040318");
    Files.writeString(file, text.replace("48.3797181040318", "48.3797182040318"));
    assertThat(Conformance.of(file).stream().filter(check -> !check.passes()))
        .extracting(Check::figure)
        .containsExactly("l2_norm");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    copyAll();
    Path file = folder.resolve("net_f2.json");
    Files.delete(folder.resolve("net_f2_x2.bin"));
    assertThatThrownBy(() -> Conformance.of(file))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("net_f2_x2.bin: no such file")
        .hasMessageContaining("input2.file");
    Files.writeString(file, "{\"onnx\": \"net_f2.onnx\"}");
    assertThatThrownBy(() -> Conformance.of(file))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("has no field 'input.shape'");
    Files.writeString(file, "{");
    assertThatThrownBy(() -> Conformance.of(file))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("is no JSON");
  }

  private void copyAll() throws IOException {
    try (Stream<Path> found = Files.list(RESOURCES)) {
      for (Path file : found.filter(f -> f.toString().contains("net_f2")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }
}
