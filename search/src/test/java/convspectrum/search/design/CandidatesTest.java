package convspectrum.search.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.CostOptions;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CandidatesTest {
  @Test
  void referencesComeFirstThenDesigns() {
    Candidates candidates = Spaces.candidates(Spaces.SPACE);
    assertThat(candidates.name()).isEqualTo("tiny");
    assertThat(candidates.parameters()).containsExactly("segments", "out");
    assertThat(labels(candidates))
        .containsExactly(
            "regular",
            "plain",
            "segments=1, out=8",
            "segments=1, out=16",
            "segments=2, out=8",
            "segments=2, out=16",
            "segments=8, out=8",
            "segments=8, out=16");
    assertThat(candidates.rows().get(0).design()).isEmpty();
    assertThat(candidates.rows().get(2).design()).isPresent();
  }

  /** 36 pixels: 8·8·9 of the regular; 8·16 + 16·16·9/8 of eight segments and 16 channels. */
  @Test
  void everyRowIsCounted() {
    Candidates candidates = Spaces.candidates(Spaces.SPACE);
    assertThat(candidates.rows().getFirst().cost().total().macs()).isEqualTo(36 * 576);
    assertThat(candidates.rows().getLast().cost().total().macs()).isEqualTo(36 * (128 + 288));
  }

  @Test
  void equalGraphsAreEvaluatedOnce() {
    Candidates candidates = Spaces.candidates(Spaces.SPACE);
    Candidate same = candidates.rows().get(2);
    assertThat(same.sameAs()).hasValue("plain");
    assertThat(same.evaluatedAs()).isEqualTo("plain");
    assertThat(same.fingerprint()).isEqualTo(candidates.rows().get(1).fingerprint());
    assertThat(candidates.rows()).hasSize(8);
    assertThat(candidates.distinct()).hasSize(7).doesNotContain(same);
    assertThat(candidates.rows().getLast().evaluatedAs()).isEqualTo("segments=8, out=16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "baseline: plain | plain",
        "'baseline: {segments: 2, out: 16}' | segments=2, out=16",
        "'baseline: {out: 16}' | segments=1, out=16",
        "'' | regular"
      })
  void theBaselineIsWhatTheSpecSays(String baseline, String label) {
    Candidates candidates = Spaces.candidates(Spaces.SPACE.replace("baseline: regular", baseline));
    assertThat(candidates.baseline()).isEqualTo(label);
    assertThat(candidates.baselineRow().label()).isEqualTo(label);
  }

  @Test
  void withoutReferencesTheFirstDesignIsTheBaseline() {
    String yaml = Spaces.SPACE.replaceAll("(?s)references:.*baseline: regular\n", "");
    assertThat(Spaces.candidates(yaml).baseline()).isEqualTo("segments=1, out=8");
  }

  @Test
  void aBaselineOutsideTheSweepIsRefused() {
    Spec spec =
        Spec.parse(
            "space.yaml",
            Spaces.SPACE.replace("baseline: regular", "baseline: {segments: 2, out: 16}"));
    Sweep sweep =
        new Sweep(spec, spec.design(Map.of("segments", "8")), List.of("out"), Optional.empty());
    assertThatThrownBy(() -> Candidates.of(sweep, CostOptions.DEFAULT))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("segments=2")
        .hasMessageContaining("is none of the designs swept; try to sweep these parameters too");
  }

  @Test
  void aDesignMayBeCalledLikeAReference() {
    String yaml =
        """
        name: regular
        input: {channels: 8, height: 6, width: 6}
        references:
          regular: [conv: {out: 8, kernel: 3}]
        layers:
          - segmented: {out: 8, segments: 8}
        """;
    Candidates candidates = Spaces.candidates(yaml);
    assertThat(labels(candidates)).containsExactly("regular", "regular (2)");
    assertThat(candidates.baseline()).isEqualTo("regular");
    assertThat(candidates.rows().get(1).design()).isPresent();
  }

  @Test
  void modelsOfOneNameAreNumbered() {
    Spec spec = Spec.parse("space.yaml", Spaces.SPACE);
    Network eight = Network.design(spec, spec.design(Map.of("segments", "8")), Optional.empty());
    Network one = Network.design(spec, spec.defaults(), Optional.empty());
    Candidates candidates = Candidates.ofNetworks(List.of(one, eight, one), CostOptions.DEFAULT);
    assertThat(labels(candidates)).containsExactly("tiny", "tiny (2)", "tiny (3)");
    assertThat(candidates.baseline()).isEqualTo("tiny");
    assertThat(candidates.rows().get(2).sameAs()).hasValue("tiny");
    assertThat(candidates.parameters()).isEmpty();
  }

  @Test
  void aCandidateHasOtherSizes() {
    Candidate reference = Spaces.candidates(Spaces.SPACE).rows().getFirst();
    assertThat(reference.resized(Shape.of(1, 8, 3, 4)).graph().outputs().getFirst().shape())
        .isEqualTo(Shape.of(1, 8, 3, 4));
    String valid = Spaces.SPACE.replace("out: $out,", "out: $out, padding: valid,");
    Candidate design = Spaces.candidates(valid).rows().getLast();
    assertThatThrownBy(() -> design.resized(Shape.of(1, 8, 2, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("kernel covers 3 of height, but the padded input has only 2");
  }

  @Test
  void labelsDifferAndTheBaselineIsOneOfThem() {
    Candidates candidates = Spaces.candidates(Spaces.SPACE);
    Candidate row = candidates.rows().getFirst();
    assertThatThrownBy(() -> new Candidates("c", List.of(), List.of(row, row), "regular"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two candidates are named regular");
    assertThatThrownBy(() -> new Candidates("c", List.of(), List.of(row), "other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("baseline other is none of [regular]");
  }

  private static List<String> labels(Candidates candidates) {
    return candidates.rows().stream().map(Candidate::label).toList();
  }
}
