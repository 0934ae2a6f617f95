package convspectrum.search.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FitFileTest {
  @TempDir private Path folder;

  private final SyntheticTable machine = new SyntheticTable(40, 0.01);
  private final LatencyTable table = machine.table(60, true);
  private final List<StepType> steps = machine.types(machine.design());

  private Path written() {
    Path file = folder.resolve("space.vector-1.latency.json");
    table.write(file);
    return file;
  }

  @Test
  void whatIsKeptPredictsAsTheFitThatItCameFrom() throws IOException {
    Path file = written();
    Prediction expected = Predictor.of(table).ofTypes(steps);
    assertThat(Predictor.of(table, file).ofTypes(steps)).isEqualTo(expected);
    Path kept = folder.resolve("space.vector-1.fitted.json");
    String sound = Files.readString(kept);
    assertThat(Predictor.of(table, file).ofTypes(steps)).isEqualTo(expected);
    assertThat(Files.readString(kept)).isEqualTo(sound);
    // It is read: intervals are as wide as it says.
    Files.writeString(kept, sound.replaceFirst("\"halfWidth\":[0-9.]+", "\"halfWidth\":0"));
    assertThat(Predictor.of(table, file).ofTypes(steps).lowMs())
        .isEqualTo(expected.milliseconds())
        .isGreaterThan(expected.lowMs());
  }

  @Test
  void whatIsDamagedOrOfAnotherTableIsFittedAgain() throws IOException {
    Path file = written();
    Path kept = folder.resolve("space.vector-1.fitted.json");
    Prediction expected = Predictor.of(table, file).ofTypes(steps);
    String sound = Files.readString(kept);
    for (String damaged :
        List.of(
            "",
            "[]",
            "null",
            "{",
            sound.replaceFirst("\"noise\":[0-9.]+", "\"noise\":-1"),
            sound.replaceFirst("\"noise\":[0-9.]+", "\"noise\":1e999"),
            sound.replaceFirst("\"halfWidth\":[0-9.]+", "\"halfWidth\":-1"),
            sound.replace("latency-fit/1", "latency-fit/0"))) {
      Files.writeString(kept, damaged);
      assertThat(Predictor.of(table, file).ofTypes(steps)).as(damaged).isEqualTo(expected);
      assertThat(Files.readString(kept)).as(damaged).isEqualTo(sound);
    }
    LatencyTable other = machine.table(70, true);
    other.write(file);
    assertThat(Predictor.of(other, file).ofTypes(steps))
        .isEqualTo(Predictor.of(other).ofTypes(steps))
        .isNotEqualTo(expected);
  }

  @Test
  void aFolderThatCannotBeWrittenIsNoFault() throws IOException {
    Path file = written();
    Files.createDirectory(folder.resolve("space.vector-1.fitted.json"));
    assertThat(Predictor.of(table, file).ofTypes(steps))
        .isEqualTo(Predictor.of(table).ofTypes(steps));
  }
}
