package convspectrum.search.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.measure.result.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTableTest {
  @TempDir private Path folder;

  private final LatencyTable table = new SyntheticTable(5, 0.01).table(12, true);

  @Test
  void isReadAsItWasWritten() {
    Path file = folder.resolve("made/table.json");
    table.write(file);
    LatencyTable read = LatencyTable.read(file);
    assertThat(read).isEqualTo(table);
    assertThat(read.steps().getFirst().work()).isEqualTo(table.steps().getFirst().work());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "latency-table/1 | latency-table/9 | is of convspectrum/latency-table/9; expected convspectrum/latency-table/1",
        "\"schema\" | \"scheme\" | is no latency table; expected convspectrum/latency-table/1",
        "\"threads\" : 1 | \"threads\" : 0 | is damaged: 0 threads; expected 1 or more",
        "\"group\" : 0 | \"group\" : 1 | is damaged: group 1 of 1; expected 0 to 0",
        "\"milliseconds\" : 0 | \"milliseconds\" : -0 | ms; expected a finite number above 0",
        "\"runtime\" : \"vector\" | \"runtime\" : null | is damaged: runtime is missing",
        "\"macs\" : | \"macs\" :- | is damaged",
        "{ | [ | is damaged",
      })
  void aFileWithSomethingElseIsRefused(String from, String to, String message) throws IOException {
    Path file = folder.resolve("table.json");
    table.write(file);
    Files.writeString(file, Files.readString(file).replace(from, to));
    assertThatThrownBy(() -> LatencyTable.read(file))
        .isInstanceOf(LatencyTableException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsCutOffIsRefused() throws IOException {
    Path file = folder.resolve("table.json");
    table.write(file);
    String text = Files.readString(file);
    for (int i = 0; i < 20; i++) {
      Files.writeString(file, text.substring(0, text.length() * i / 20));
      assertThatThrownBy(() -> LatencyTable.read(file)).isInstanceOf(LatencyTableException.class);
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> LatencyTable.read(folder.resolve("none.json")))
        .isInstanceOf(LatencyTableException.class)
        .hasMessage(
            "there is no latency table "
                + folder.resolve("none.json")
                + "; expected a file that predict calibrate wrote");
  }

  @Test
  void saysWhichConditionDiffers() {
    assertThat(difference("vector", "java 25", 1, "float32", "0123456789ab")).isEmpty();
    assertThat(difference("onnxruntime", "java 25", 1, "float32", "0123456789ab"))
        .isEqualTo("runtime: vector in the table, onnxruntime here");
    assertThat(difference("vector", "java 26", 1, "float32", "0123456789ab"))
        .isEqualTo("version of the runtime: java 25 in the table, java 26 here");
    assertThat(difference("vector", "java 25", 2, "float32", "0123456789ab"))
        .isEqualTo("threads: 1 in the table, 2 here");
    assertThat(difference("vector", "java 25", 1, "int8", "0123456789ab"))
        .isEqualTo("data type: float32 in the table, int8 here");
    assertThat(difference("vector", "java 25", 1, "float32", "ba9876543210"))
        .isEqualTo("machine: 0123456789ab in the table, ba9876543210 here");
  }

  private String difference(
      String runtime, String version, int threads, String dtype, String machine) {
    return table
        .difference(new Conditions(runtime, version, threads, dtype, machine, Instant.EPOCH))
        .orElse("");
  }
}
