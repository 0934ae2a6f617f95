package convspectrum.search.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are nearly results. */
final class ResultFaultsTest {
  @TempDir private Path folder;

  private String whole;

  @BeforeEach
  void writeOne() throws IOException {
    Path file = folder.resolve("a.json");
    ResultFile.write(file, HistoryTest.RUN);
    whole = Files.readString(file);
  }

  @Test
  void allFieldsThatAreMissingAreNamed() {
    String without =
        whole
            .replace("\"machine\":", "\"engine\":")
            .replace("\"date\":", "\"day\":")
            .replace("\"threads\":", "\"cores\":");
    assertThatThrownBy(() -> ResultFile.parse("a.json", without))
        .hasMessageContaining(
            "no result: machine, date, runtimes[0].threads are missing; expected");
    assertThatThrownBy(() -> ResultFile.parse("a.json", "{\"schema\":\"convspectrum/result/1\"}"))
        .hasMessageContaining(
            "convspectrum, command, spec, baseline, machine and 3 more are missing; expected");
  }

  /** Which of the two would count, its reader decides, and another one decides otherwise. */
  @Test
  void aFieldThatStandsThereTwiceIsRefused() {
    String twice = whole.replace("\"threads\":1", "\"threads\":1,\"threads\":2");
    assertThatThrownBy(() -> ResultFile.parse("a.json", twice))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("a.json is no result: Duplicate")
        .hasMessageContaining("threads");
  }

  @Test
  void valuesOfAnotherKindAreRefused() {
    int refused = 0;
    for (List<String> change :
        List.of(
            List.of("\"threads\":1", "\"threads\":\"1\""),
            List.of("\"threads\":1", "\"threads\":1.5"),
            List.of("\"threads\":1", "\"threads\":true"),
            List.of("\"macs\":23040", "\"macs\":23040.5"),
            List.of("\"partial\":true", "\"partial\":\"true\""),
            List.of("\"partial\":true", "\"partial\":1"),
            List.of("[1.25,", "[\"1.25\","),
            List.of("\"machine\":\"0123456789ab\"", "\"machine\":12"),
            List.of("\"machine\":\"0123456789ab\"", "\"machine\":false"))) {
      assertThat(whole).contains(change.getFirst());
      String changed = whole.replace(change.getFirst(), change.getLast());
      assertThatThrownBy(() -> ResultFile.parse("a.json", changed))
          .as(change.getLast())
          .isInstanceOf(HistoryException.class)
          .hasMessageContaining("has a value of another kind or size than a result has there");
      refused++;
    }
    assertThat(refused).isEqualTo(9);
  }

  @Test
  void wholeMillisecondsAreTimes() {
    String changed = whole.replace("[1.25,", "[1,");
    assertThat(
            ResultFile.parse("a.json", changed)
                .runtimes()
                .getFirst()
                .designs()
                .getFirst()
                .samples())
        .startsWith(1.0);
  }
}
