package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convspectrum.api.Design;
import convspectrum.api.Model;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

final class ExamplesTest {
  @Test
  void theExamplesRun() {
    assertEquals(6, SegmentsOfALayer.times(Duration.ofMillis(500)).rowCount());
    Table scores = SegmentsOfALayer.scores();
    assertEquals(12, scores.rowCount());
    assertEquals(0, scores.numberColumn("score").countMissing());
    assertEquals(569, Math.round(CheapNetworks.macs("mobilenet-v1", Map.of()) / 1e6));
    List<Design> front = CheapNetworks.front().designs();
    assertTrue(front.stream().allMatch(design -> design.cost().macs() <= 200_000_000));
    assertTrue(front.size() > 1, () -> "a front of " + front);
  }

  /** Libraries that are modules do not export all that is used of them. */
  @Test
  void theLibraryWorksOnTheModulePath() throws IOException, InterruptedException {
    String output = onModulePath(CheapNetworks.class.getName());
    assertTrue(output.contains("mobilenet-v1"), output);
  }

  /** With kernels on vectors, and native libraries, some of which lie in a jar that is no module. */
  @Test
  void allRuntimesWorkOnTheModulePath(@TempDir Path folder)
      throws IOException, InterruptedException {
    String output =
        onModulePath(
            "--add-modules=jdk.incubator.vector",
            "-Djava.io.tmpdir=" + folder,
            Runtimes.class.getName(),
            "vector",
            "onednn",
            "onnxruntime");
    for (String row : List.of("vector .*java 25.*[0-9] bits", "onednn .*3\\.1", "onnxruntime ")) {
      assertTrue(Pattern.compile(row).matcher(output).find(), row + " in " + output);
    }
    assertFalse(output.contains("restricted method"), output);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.filter(one -> one.toString().contains("onnx")).toList());
    }
  }

  private static String onModulePath(String... words) throws IOException, InterruptedException {
    List<String> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(part -> part.endsWith(".jar"))
            .toList();
    String oneDnn = jars.stream().filter(jar -> jar.contains("dnnl-")).findFirst().orElseThrow();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@module-path.args",
                "--add-modules=convspectrum.api",
                "--module-path=" + String.join(File.pathSeparator, jars),
                "--class-path=target/classes" + File.pathSeparator + oneDnn));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  @Test
  void theDocumentedCallsRun(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("layer.yaml"), SegmentsOfALayer.LAYER);
    List<Table> tables = DocumentedCalls.all(file, folder, Duration.ofSeconds(1));
    assertEquals(6, tables.size());
    assertTrue(tables.stream().skip(1).allMatch(table -> table.rowCount() > 0));
    assertTrue(folder.resolve("result.json").toFile().isFile());
  }

  @Test
  void theArtifactIsAModuleOfTheRepository() throws URISyntaxException {
    Path jar = Path.of(Model.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertTrue(jar.endsWith("convspectrum-api-0.2.0.jar"), jar::toString);
    assertTrue(ModuleFinder.of(jar).find("convspectrum.api").isPresent());
  }
}
