package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convspectrum.api.Design;
import convspectrum.api.Model;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
