package convspectrum.api;

import static convspectrum.api.ModelTest.catchInput;
import static convspectrum.api.ModelTest.tiny;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments that a program gives by mistake. */
final class ArgumentsTest {
  @TempDir private Path folder;

  /** A null is a fault of the program, and the exception names the argument. */
  @Test
  @SuppressWarnings("NullAway") // what a caller without checks of nullness does
  void aNullIsNamed() {
    Design one = tiny().design();
    Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
    calls.put("file", () -> Model.read(null));
    calls.put("yaml", () -> Model.parse("a.yaml", null));
    calls.put("name", () -> Model.zoo(null));
    calls.put("settings", () -> tiny().design(null));
    calls.put(
        "the choice of segments", () -> tiny().design(Collections.singletonMap("segments", null)));
    calls.put("the name of a setting", () -> tiny().design(Collections.singletonMap(null, "1")));
    calls.put("shape", () -> tiny().withInput((int[]) null));
    calls.put("rows", () -> one.costs(null));
    calls.put("runtimes", () -> Measuring.on((String[]) null));
    calls.put("budget", () -> Measuring.on("reference").withBudget(null));
    calls.put("names", () -> Measuring.on("reference").withDataTypes((String[]) null));
    calls.put("designs", () -> Measuring.on("reference").measure(null));
    calls.put("a design", () -> Measuring.on("reference").measure(Arrays.asList(one, null)));
    calls.put("proxies", () -> Scoring.by((String[]) null));
    calls.put("an objective", () -> Search.forObjectives("macs", null));
    calls.put("condition", () -> Search.forObjectives("macs").withConstraint(null));
    calls.put("model", () -> Counting.inOneThread().count(null));
    calls.forEach((name, call) ->
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name));
    assertThat(calls).hasSize(17);
  }

  @Test
  void strategiesThatTheLibraryHasAreListed() {
    assertThat(catchInput(() -> Search.forObjectives("macs").withStrategy("guides")).getMessage())
        .startsWith("unknown strategy 'guides'; expected one of guided, ")
        .doesNotContain("halving");
  }

  @Test
  void anEmptyNameIsNoFile() {
    assertThat(catchInput(() -> Model.read(Path.of(""))).getMessage())
        .isEqualTo("'': names no file; expected a YAML file");
  }

  /** An archive is a file system too, which has no locks. */
  @Test
  void filesMayLieInAnArchive() throws IOException {
    try (FileSystem archive =
        FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
      Path spec = Files.writeString(archive.getPath("/tiny.yaml"), ModelTest.TINY);
      Path result = archive.getPath("/result.json");
      Measuring.on("reference")
          .withBudget(Duration.ofMillis(50))
          .measure(List.of(Model.read(spec).design()))
          .write(result);
      assertThat(Files.readString(result)).startsWith("{\"schema\":\"convspectrum/result/1\"");
    }
  }
}
