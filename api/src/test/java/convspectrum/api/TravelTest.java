package convspectrum.api;

import static convspectrum.api.ModelTest.catchInput;
import static convspectrum.api.ModelTest.tiny;
import static convspectrum.api.ThreadsTest.catchFailure;
import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.search.history.ResultFile;
import convspectrum.search.history.RunResult;
import convspectrum.search.history.SpecText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data types, and results that travel. */
final class TravelTest {
  @TempDir private Path folder;

  @Test
  void integersStandBesideRealNumbers() {
    Measurements measured =
        Measuring.on("onnxruntime")
            .withDataTypes("float32", "int8")
            .withBudget(Duration.ofMillis(300))
            .measure(tiny().designs().limit(2).toList());
    assertThat(measured.rows())
        .extracting(row -> row.runtime() + " " + row.dataType())
        .containsExactly(
            "onnxruntime float32",
            "onnxruntime float32",
            "onnxruntime-int8 int8",
            "onnxruntime-int8 int8");
    assertThat(measured.rows().subList(0, 2)).allMatch(row -> row.sqnrDb().isEmpty());
    // 8 bits of a uniform signal have 50 dB; two layers of them cannot have more than that.
    assertThat(measured.rows().subList(2, 4))
        .allSatisfy(row -> assertThat(row.sqnrDb().orElse(-1)).isBetween(15.0, 60.0));
    assertThat(measured.table().doubleColumn("sqnr_db").countMissing()).isEqualTo(2);
    assertThat(catchInput(() -> Measuring.on("vector").withDataTypes("int4")).getMessage())
        .isEqualTo("unknown data type 'int4'; expected one or more of float32, int8");
    assertThat(catchInput(() -> Measuring.on("vector").withDataTypes()).getMessage())
        .contains("found no data type");
  }

  @Test
  void whatWasMeasuredTravels() throws IOException {
    List<Design> designs = new ArrayList<>(tiny().references());
    tiny().designs().forEach(designs::add);
    Measurements measured =
        Measuring.on("onnxruntime").withBudget(Duration.ofMillis(500)).measure(designs);
    Path file = folder.resolve("result.json");
    measured.write(file);
    RunResult result = ResultFile.read(file);
    assertThat(result.command()).isEqualTo("library");
    assertThat(result.convspectrum()).isEqualTo("0.2.0");
    // The key of a design in a leaderboard, as the command line makes it of the same file.
    assertThat(result.specs()).containsExactly(SpecText.of("tiny", ModelTest.TINY));
    List<RunResult.Timed> timed = result.runtimes().getFirst().designs();
    assertThat(timed).hasSize(4);
    assertThat(timed.get(0).parameters()).isEmpty();
    assertThat(timed.get(1).parameters()).isEqualTo(Map.of("segments", "1", "classes", "10"));
    assertThat(timed.get(1).macs()).isEqualTo(16 * 640);
    assertThat(timed)
        .allSatisfy(one -> assertThat(one.samples()).allMatch(sample -> sample > 0).isNotEmpty());
    assertThat(result.runtimes().getFirst().protocol()).startsWith("quick: budget 0.500 s");
    assertThat(catchFailure(() -> measured.write(folder.resolve("no/such/result.json"))).kind())
        .isEqualTo(ConvspectrumException.Kind.FAILURE);
    Measurements none =
        Measuring.on("vector")
            .withDataTypes("int8")
            .withBudget(Duration.ofMillis(100))
            .measure(designs.subList(0, 1));
    assertThat(catchInput(() -> none.write(file)).getMessage()).contains("no design has a time");
  }

  @Test
  void anOnnxFileOfAResultIsNamedByItsBytes() throws IOException {
    Design design = tiny().design();
    Path onnx = folder.resolve("tiny.onnx");
    OnnxWriter.write(design.network().graph(), design.network().weights().apply(1), onnx);
    Path file = folder.resolve("result.json");
    Measuring.on("onnxruntime")
        .withBudget(Duration.ofMillis(200))
        .measure(List.of(Model.read(onnx).design(), design))
        .write(file);
    RunResult result = ResultFile.read(file);
    assertThat(result.specs()).hasSize(2);
    assertThat(result.specs().getFirst().text()).isNull();
    assertThat(result.specs().getFirst().hash()).isNotEqualTo(result.specs().getLast().hash());
  }
}
