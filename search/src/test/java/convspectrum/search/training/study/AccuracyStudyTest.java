package convspectrum.search.training.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import convspectrum.spec.fault.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class AccuracyStudyTest {
  private static final List<String> NAMES = AccuracyStudy.NAMES;
  private static final String TEXT =
      """
      name: mine
      vary: segments
      rates: [0.1, 0.2]
      spec:
        input: [1, 1, 8, 8]
        parameters: {segments: [1, 2], between: [none, relu], width: [8, 16], one: [1]}
        layers: [segmented: {out: $width, segments: $segments, between: $between}, global-pool, flatten, linear: 10]
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("NAMES")
  void theStudiesOfTheProgramHaveEqualMacs(String name) {
    AccuracyStudy study = AccuracyStudy.named(name);
    assertThat(study.name()).isEqualTo(name);
    List<StudiedDesign> designs =
        new StudiedDesigns(study, EnumSet.allOf(Equality.class), Map.of()).all();
    assertThat(designs).hasSize(2 * 7 * (name.equals("between") ? 3 : 1));
    // 112,896 of the first convolution, 640 of the last layer, 4 * 1,806,336 of the spatial
    // convolutions and 2 * (401,408 + 200,704) of the 1x1 ones.
    assertThat(designs.getFirst().macs()).isEqualTo(8_543_104);
    assertThat(designs)
        .filteredOn(one -> one.equality() == Equality.MACS)
        .allSatisfy(one -> assertThat((double) one.macs()).isCloseTo(2.1e6, withPercentage(6)));
    assertThat(study.claims()).isNotEmpty();
    assertThat(study.limits()).isNotEmpty();
    assertThat(study.schedule())
        .isEqualTo(
            new StudySchedule("fashion-mnist", 10_000, 5, 64, List.of(0.05, 0.1, 0.2), 5, 10));
  }

  @Test
  void aStudyOfOnesOwnIsRead() {
    AccuracyStudy study = AccuracyStudy.parse("s.yaml", TEXT + "compare: between\nseeds: 3\n");
    assertThat(study.schedule().mostSeeds()).isEqualTo(6);
    assertThat(new StudiedDesigns(study, EnumSet.of(Equality.WIDTH), Map.of()).all())
        .extracting(StudiedDesign::label)
        .containsExactly(
            "segments=1, between=none",
            "segments=1, between=relu",
            "segments=2, between=none",
            "segments=2, between=relu");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "vary: segments | vary: segmnts | s.yaml:2:7: vary: found no parameter 'segmnts'; did you mean 'segments'?",
        "vary: segments | vary: one | found one choice of 'one'",
        "name: mine | name: My Study | a word of a-z, 0-9 and -",
        "rates: [0.1, 0.2] | rates: [0.1, fast] | found fast",
        "rates: [0.1, 0.2] | rates: [0.1, 0.1] | learning rates above 0 that differ",
        "rates: [0.1, 0.2] | compare: segments | found 'segments', which varies",
        "rates: [0.1, 0.2] | equal-macs: {parameter: width} | found no multiply-accumulates",
        "rates: [0.1, 0.2] | seeds: 2.5 | found 2.5; expected a whole number",
        "rates: [0.1, 0.2] | most-seeds: 3 | found 3; expected at least 5, the seeds",
        "rates: [0.1, 0.2] | rate: [0.1] | unknown field 'rate'; did you mean 'rates'?",
      })
  void faultsAreNamed(String line, String other, String expected) {
    assertThatThrownBy(() -> AccuracyStudy.parse("s.yaml", TEXT.replace(line, other)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void claimsAreAboutAccuracies() {
    String claims = TEXT + "claims:\n- {claim: a, says: b, source: c, at-least: 0, value: VALUE}\n";
    assertThat(
            AccuracyStudy.parse(
                    "s.yaml",
                    claims.replace("VALUE", "\"accuracy('segments=2') - accuracy('segments=1')\""))
                .claims())
        .hasSize(1);
    assertThatThrownBy(
            () -> AccuracyStudy.parse("s.yaml", claims.replace("VALUE", "\"time('segments=2')\"")))
        .hasMessageContaining("found 'time', which this study does not measure")
        .hasMessageContaining("accuracy, macs");
    assertThatThrownBy(() ->
            AccuracyStudy.parse("s.yaml", claims.replace("VALUE", "\"accuracy('segments=3')\"")))
        .hasMessageContaining("found no network 'segments=3'");
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    Path file = folder.resolve("kept.tsv");
    KeptFigures.in(file).put("key", List.of(0.1 + 0.2, Double.NaN));
    assertThat(KeptFigures.in(file).get("key")).contains(List.of(0.1 + 0.2, Double.NaN));
    String text = Files.readString(file);
    Files.writeString(file, text.replace("NaN", "N"));
    assertThatThrownBy(() -> KeptFigures.in(file)).hasMessageContaining("is damaged");
    Files.writeString(file, "other");
    assertThatThrownBy(() -> KeptFigures.in(file))
        .hasMessageContaining("is no file of a study of this version; try to delete it");
  }
}
