package convspectrum.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.search.scoring.RankSum;
import convspectrum.search.strategy.Strategies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search keeps in its journal, and takes from it. */
final class SearchJournalTest {
  @TempDir private Path folder;

  @Test
  void theSameCommandGivesTheSameBytes() throws IOException {
    String journal = folder.resolve("j.db").toString();
    Ran first =
        TinySpace.table(folder, "--strategy", "guided", "--journal", journal, "--format", "json");
    Ran again =
        TinySpace.table(folder, "--strategy", "guided", "--journal", journal, "--format", "json");
    assertThat(again).isEqualTo(first);
    assertThat(Ran.done("journal", "list", journal).out()).contains("by guided, seed 1");
    assertThat(Ran.done("journal", "show", journal).out())
        .contains("table.accuracy")
        .contains("strategies %d, rank-sum %d".formatted(Strategies.VERSION, RankSum.VERSION));
    assertThat(Ran.done("journal", "export", journal, "--format", "csv").out().lines())
        .hasSize(1 + 2 * 7);
  }

  @Test
  void vectorLatencyIsTimedInAProcessOfItsOwn() throws IOException {
    List<String> words =
        List.of(
            "search",
            TinySpace.write(folder),
            "--objective",
            "macs,vector-latency",
            "--set",
            "kernel=3",
            "--budget",
            "3",
            "--journal",
            folder.resolve("j.db").toString(),
            "--format",
            "csv");
    Ran first = Ran.done(words.toArray(String[]::new));
    assertThat(first.out())
        .startsWith(
            "design,segments,macs,vector-latency,vector-latency_low,vector-latency_high,p_front,front,");
    assertThat(first.err())
        .containsPattern("that may be on the front (was|were) measured afresh")
        .containsPattern("vector-latency: measured from \\d{4}-\\d\\d-\\d\\dT.* on .*fingerprint");
    assertThat(Ran.done(words.toArray(String[]::new))).isEqualTo(first);
    assertThat(Ran.done("journal", "show", folder.resolve("j.db").toString()).out())
        .contains("vector-latency");
  }

  @Test
  void aFigureThatIsNotThereIsExplained() throws IOException {
    String journal = folder.resolve("j.db").toString();
    Ran ran =
        Ran.done(
            "search",
            TinySpace.write(folder),
            "--objective",
            "macs,naswot",
            "--journal",
            journal,
            "--format",
            "csv");
    assertThat(ran.out().lines()).hasSize(1);
    assertThat(ran.err())
        .contains("8 of 8 designs evaluated; 0 on the front.")
        .contains(
            "naswot: undefined for 8 evaluated designs, which are not ranked; of the first: the"
                + " network has no ReLU.");
    assertThat(
            Ran.done("journal", "export", journal, "--figure", "naswot", "--format", "csv")
                .out()
                .lines()
                .skip(1))
        .hasSize(8)
        .allMatch(line -> line.endsWith("the network has no ReLU"));
    Ran other = Ran.of("journal", "export", journal, "--figure", "synflow");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("no evaluation of 'synflow'; there are: proxy naswot");
  }

  @Test
  void aJournalOfAnotherSpaceIsRefused() throws IOException {
    String journal = folder.resolve("j.db").toString();
    assertThat(TinySpace.table(folder, "--journal", journal).code()).isZero();
    Ran ran =
        Ran.of(
            "search",
            TinySpace.write(folder, "other.yaml", TinySpace.TEXT.replace("tiny", "other")),
            "--objective",
            "macs",
            "--journal",
            journal);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("this journal is of another space").contains("--journal");
    assertThat(Ran.of("journal", "list", folder.resolve("none.db").toString()).err())
        .contains("there is no such journal");
  }
}
