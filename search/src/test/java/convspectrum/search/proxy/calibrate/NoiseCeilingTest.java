package convspectrum.search.proxy.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseCeilingTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "c10, c10_run1 c10_run2",
    "mean_acc, acc1 acc2 acc10",
    "val_mean, val-seed-0 val-seed-1",
    // c100 is no run of c10, and one column is no pair.
    "c100, ''",
    "top, ''",
    "nothing, ''"
  })
  void runsAreFoundByTheirNames(String accuracy, String runs) {
    List<String> columns =
        List.of(
            "arch",
            "c10",
            "c100",
            "c1000",
            "c10_run1",
            "c10_run2",
            "acc10",
            "acc1",
            "acc2",
            "mean_acc",
            "val_mean",
            "val-seed-1",
            "val-seed-0",
            "top",
            "top1",
            "c100_run1");
    assertThat(String.join(" ", NoiseCeiling.runs(columns, accuracy))).isEqualTo(runs);
  }

  /**
   * Of six networks the fourth was trained once. The other five have ranks 0, 1, 2, 3, 4 in the
   * first run and 1, 0, 2, 4, 3 in the second: ρ = 1 − 6 · 4 / (5 · 24) = 0.8.
   */
  @Test
  void pairsOfRunsAreCorrelatedOverTheNetworksThatHaveBoth() throws IOException {
    NoiseCeiling ceiling =
        ceiling(
            """
            arch,acc,acc_run1,acc_run2
            a,1,10,21
            b,2,20,11
            c,3,30,30
            d,4,35,
            e,5,40,50
            f,6,50,40
            """);
    assertThat(ceiling.spearman()).isCloseTo(0.8, within(1e-12));
    assertThat(ceiling.isKnown()).isTrue();
    // The best fifth of five is the last two: e and f, which change places.
    assertThat(ceiling.top()).isCloseTo(-1, within(1e-12));
    assertThat(ceiling.runs()).containsExactly("acc_run1", "acc_run2");
  }

  @Test
  void withoutRunsItIsUnknown() throws IOException {
    NoiseCeiling ceiling = ceiling("arch,acc\na,1\nb,2\nc,3\nd,4\ne,5\nf,6\n");
    assertThat(ceiling.isKnown()).isFalse();
    assertThat(ceiling.runs()).isEmpty();
  }

  private NoiseCeiling ceiling(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), text);
    return NoiseCeiling.of(
        AccuracyTable.read(file), IntStream.range(0, 6).boxed().toList(), "acc", List.of());
  }
}
