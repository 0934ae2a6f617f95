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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DesignsTest {
  @Test
  void referencesComeFirstThenDesigns() {
    Designs designs = Spaces.designs(Spaces.SPACE);
    assertThat(designs.name()).isEqualTo("tiny");
    assertThat(designs.parameters()).containsExactly("segments", "out");
    assertThat(labels(designs))
        .containsExactly(
            "regular",
            "plain",
            "segments=1, out=8",
            "segments=1, out=16",
            "segments=2, out=8",
            "segments=2, out=16",
            "segments=8, out=8",
            "segments=8, out=16");
    assertThat(designs.rows().get(0).design()).isEmpty();
    assertThat(designs.rows().get(2).design()).isPresent();
  }

  /** One segment and 8 channels is {@code plain}. */
  @Test
  void designsThatRepeatAnotherMayBeLeftOut() {
    Designs designs = Spaces.designs(Spaces.SPACE).withoutRepeats();
    assertThat(labels(designs)).hasSize(7).doesNotContain("segments=1, out=8").contains("plain");
    assertThat(designs.baselines()).hasSize(7).containsOnly("regular");
  }

  /** 36 pixels: 8·8·9 of the regular; 8·16 + 16·16·9/8 of eight segments and 16 channels. */
  @Test
  void everyRowIsCounted() {
    Designs designs = Spaces.designs(Spaces.SPACE);
    assertThat(designs.rows().getFirst().cost().total().macs()).isEqualTo(36 * 576);
    assertThat(designs.rows().getLast().cost().total().macs()).isEqualTo(36 * (128 + 288));
  }

  @Test
  void equalGraphsAreEvaluatedOnce() {
    Designs designs = Spaces.designs(Spaces.SPACE);
    ComparedDesign same = designs.rows().get(2);
    assertThat(same.sameAs()).hasValue("plain");
    assertThat(same.evaluatedAs()).isEqualTo("plain");
    assertThat(same.fingerprint()).isEqualTo(designs.rows().get(1).fingerprint());
    assertThat(designs.rows()).hasSize(8);
    assertThat(designs.distinct()).hasSize(7).doesNotContain(same);
    assertThat(designs.rows().getLast().evaluatedAs()).isEqualTo("segments=8, out=16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "baseline: plain | plain",
        "'baseline: {segments: 2, out: 16}' | segments=2, out=16",
        "'' | regular"
      })
  void theBaselineIsWhatTheSpecSays(String baseline, String label) {
    Designs designs = Spaces.designs(Spaces.SPACE.replace("baseline: regular", baseline));
    assertThat(designs.baseline()).isEqualTo(label);
    assertThat(designs.baselineRow().label()).isEqualTo(label);
  }

  /**
   * Two sizes of three segment counts each: every design is relative to one segment of its size.
   */
  @Test
  void settingsMatchTheOtherParametersOfEachDesign() {
    String yaml = Spaces.SPACE.replace("baseline: regular", "baseline: {segments: 1}");
    Designs designs = Spaces.designs(yaml);
    assertThat(designs.baseline()).isEqualTo("segments=1");
    assertThat(designs.hasSeveralBaselines()).isTrue();
    for (ComparedDesign row : designs.rows()) {
      String out = row.design().map(design -> design.value("out").text()).orElse("8");
      assertThat(designs.baselineOf(row).label()).isEqualTo("segments=1, out=" + out);
    }
    assertThat(designs.rows()).hasSizeGreaterThan(6);
  }

  /** A reference that reads the channels is another network beside designs of other channels. */
  @Test
  void aReferenceIsBuiltForTheShapeOfEachDesign() {
    String yaml =
        """
        name: shapes
        input: {channels: $channels, height: 6, width: 6}
        parameters: {segments: [2, 8], channels: [8, 16]}
        references:
          fixed: [identity]
          regular: [conv: {out: $channels, kernel: 3}]
        baseline: regular
        layers:
          - segmented: {out: $channels, segments: $segments}
        """;
    Designs designs = Spaces.designs(yaml);
    assertThat(designs.baseline()).isEqualTo("regular");
    assertThat(labels(designs))
        .containsExactly(
            "fixed, channels=8",
            "fixed, channels=16",
            "regular, channels=8",
            "regular, channels=16",
            "segments=2, channels=8",
            "segments=2, channels=16",
            "segments=8, channels=8",
            "segments=8, channels=16");
    assertThat(designs.rows())
        .allSatisfy(row ->
            assertThat(designs.baselineOf(row).label())
                .isEqualTo("regular, " + row.label().replaceFirst(".*, ", "")));
  }

  @Test
  void aMatchingBaselineThatIsNotInTheSpaceIsNamed() {
    String yaml =
        """
        name: shapes
        input: {channels: 8, height: 6, width: 6}
        parameters: {segments: [1, 2], out: [8, 16]}
        baseline: {segments: 1}
        layers:
          - segmented: {out: $out, segments: $segments}
        """;
    Spec spec = Spec.parse("shapes.yaml", yaml);
    Sweep two =
        new Sweep(spec, spec.design(Map.of("segments", "2")), List.of("out"), Optional.empty());
    assertThatThrownBy(() -> Designs.of(two, CostOptions.DEFAULT))
        .hasMessage(
            "shapes: the baseline segments=1 of the design out=8 is none of the designs swept; try to"
                + " sweep segments too, or to fix segments=1");
  }

  @Test
  void withoutReferencesTheFirstDesignIsTheBaseline() {
    String yaml = Spaces.SPACE.replaceAll("(?s)references:.*baseline: regular\n", "");
    assertThat(Spaces.designs(yaml).baseline()).isEqualTo("segments=1, out=8");
  }

  @Test
  void aBaselineOutsideTheSweepIsRefused() {
    Spec spec =
        Spec.parse(
            "space.yaml",
            Spaces.SPACE.replace("baseline: regular", "baseline: {segments: 2, out: 16}"));
    Sweep sweep =
        new Sweep(spec, spec.design(Map.of("segments", "8")), List.of("out"), Optional.empty());
    assertThatThrownBy(() -> Designs.of(sweep, CostOptions.DEFAULT))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("segments=2")
        .hasMessageContaining("is none of the designs swept; try to sweep segments too");
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
    Designs designs = Spaces.designs(yaml);
    assertThat(labels(designs)).containsExactly("regular", "regular (2)");
    assertThat(designs.baseline()).isEqualTo("regular");
    assertThat(designs.rows().get(1).design()).isPresent();
  }

  @Test
  void modelsOfOneNameAreNumbered() {
    Spec spec = Spec.parse("space.yaml", Spaces.SPACE);
    Network eight = Network.design(spec, spec.design(Map.of("segments", "8")), Optional.empty());
    Network one = Network.design(spec, spec.defaults(), Optional.empty());
    Designs designs = Designs.ofNetworks(List.of(one, eight, one), CostOptions.DEFAULT);
    assertThat(labels(designs)).containsExactly("tiny", "tiny (2)", "tiny (3)");
    assertThat(designs.baseline()).isEqualTo("tiny");
    assertThat(designs.rows().get(2).sameAs()).hasValue("tiny");
    assertThat(designs.parameters()).isEmpty();
  }

  @Test
  void aCandidateHasOtherSizes() {
    ComparedDesign reference = Spaces.designs(Spaces.SPACE).rows().getFirst();
    assertThat(reference.resized(Shape.of(1, 8, 3, 4)).graph().outputs().getFirst().shape())
        .isEqualTo(Shape.of(1, 8, 3, 4));
    String valid = Spaces.SPACE.replace("out: $out,", "out: $out, padding: valid,");
    ComparedDesign design = Spaces.designs(valid).rows().getLast();
    assertThatThrownBy(() -> design.resized(Shape.of(1, 8, 2, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("kernel covers 3 of height, but the padded input has only 2");
  }

  @Test
  void labelsDifferAndTheBaselineIsOneOfThem() {
    Designs designs = Spaces.designs(Spaces.SPACE);
    ComparedDesign row = designs.rows().getFirst();
    assertThatThrownBy(() -> new Designs("c", List.of(), List.of(row, row), "regular"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two designs are named regular");
    assertThatThrownBy(() -> new Designs("c", List.of(), List.of(row), "other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("baseline other is none of [regular]");
  }

  /** A walk through all rows for each of them would take 160 billion steps. */
  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aRowIsFoundAtOnce() {
    ComparedDesign one = Spaces.designs(Spaces.SPACE).rows().getFirst();
    List<ComparedDesign> rows =
        IntStream.range(0, 400_000)
            .mapToObj(i ->
                new ComparedDesign(
                    "design " + i, one.network(), one.cost(), one.fingerprint(), one.sameAs()))
            .toList();
    List<String> baselines = rows.reversed().stream().map(ComparedDesign::label).toList();
    Designs designs = new Designs("many", List.of(), rows, "their mirror images", baselines);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(designs.baselineOf(rows.get(i))).isSameAs(rows.get(rows.size() - 1 - i));
    }
  }

  private static List<String> labels(Designs designs) {
    return designs.rows().stream().map(ComparedDesign::label).toList();
  }
}
