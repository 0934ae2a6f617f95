package convspectrum.search.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.CostOptions;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Shape;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SweepTest {
  private static final Spec SPEC = Spec.parse("space.yaml", Spaces.SPACE);

  @Test
  void everythingVariesWithTheLastParameterFastest() {
    Sweep sweep = Sweep.all(SPEC);
    assertThat(sweep.parameters()).containsExactly("segments", "out");
    assertThat(sweep.size()).isEqualTo(BigInteger.valueOf(6));
    assertThat(sweep.designs().map(Object::toString))
        .containsExactly(
            "segments=1, out=8",
            "segments=1, out=16",
            "segments=2, out=8",
            "segments=2, out=16",
            "segments=8, out=8",
            "segments=8, out=16");
  }

  @Test
  void namesComeInTheOrderOfTheSpec() {
    Sweep sweep = new Sweep(SPEC, SPEC.defaults(), List.of("out", "segments"), Optional.empty());
    assertThat(sweep.parameters()).containsExactly("segments", "out");
  }

  @Test
  void whatDoesNotVaryKeepsItsValue() {
    Sweep sweep =
        new Sweep(SPEC, SPEC.design(Map.of("segments", "8")), List.of("out"), Optional.empty());
    assertThat(sweep.size()).isEqualTo(BigInteger.TWO);
    assertThat(sweep.designs().map(Object::toString))
        .containsExactly("segments=8, out=8", "segments=8, out=16");
  }

  @Test
  void theInputMayBeReplaced() {
    Sweep sweep =
        new Sweep(SPEC, SPEC.defaults(), List.of("out"), Optional.of(Shape.of(1, 8, 12, 5)));
    assertThat(Designs.of(sweep, CostOptions.DEFAULT).rows())
        .extracting(row -> row.label() + " " + row.graph().outputs().getFirst().shape())
        .containsExactly(
            "regular 1x8x12x5", "plain 1x8x12x5", "out=8 1x8x12x5", "out=16 1x16x12x5");
    assertThat(Designs.of(Sweep.all(SPEC), CostOptions.DEFAULT).rows().getFirst().graph())
        .extracting(graph -> graph.outputs().getFirst().shape())
        .isEqualTo(Shape.of(1, 8, 6, 6));
  }

  /** Eight segments do not divide 12 channels; the design says so when its graph is asked for. */
  @Test
  void aDesignThatDoesNotFitIsNamed() {
    Sweep sweep =
        Sweep.all(Spec.parse("unfit.yaml", Spaces.SPACE.replace("out: [8, 16]", "out: [8, 12]")));
    assertThatThrownBy(() -> Designs.of(sweep, CostOptions.DEFAULT))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("8 does not divide 12")
        .hasMessageContaining("segments=8, out=12");
  }
}
