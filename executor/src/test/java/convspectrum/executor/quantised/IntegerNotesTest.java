package convspectrum.executor.quantised;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.runtime.Calibration;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.quantised.WeightRange;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IntegerNotesTest {
  @Test
  void opsWithoutAnIntegerFormAreNamed() {
    assertThat(notes(true, 127))
        .hasSize(2)
        .anySatisfy(note -> assertThat(note).contains("up to ±127"))
        .anySatisfy(note -> assertThat(note).endsWith("real numbers between integers: silu (1)."));
  }

  /** With 9 · 3 weights two of one sign are large in each channel. */
  @Test
  void sumsThatMaySaturateAreShownWhereTheCpuAddsIn16Bits() {
    assertThat(notes(false, 127))
        .anySatisfy(note ->
            assertThat(note)
                .startsWith("This CPU has no VNNI")
                .contains("16 bits", "4 of 4 output channels may saturate, and ")
                .containsPattern(
                    "[1-9][0-9]* of 900 \\(.* %\\) do .* conv, the worst, is [0-9.]+ dB"));
    assertThat(notes(false, 63)).noneSatisfy(note -> assertThat(note).contains("16 bits"));
  }

  /** On a CPU that does not saturate it is told what others would do to full weights. */
  @Test
  void fullWeightsThatWereAskedForAreCountedForOtherCpus() {
    assertThat(notes(true, WeightRange.FULL, 127))
        .anySatisfy(note -> assertThat(note).startsWith("CPUs without VNNI, other than this one"));
  }

  private static List<String> notes(boolean adds32Bits, int limit) {
    return notes(adds32Bits, WeightRange.AUTO, limit);
  }

  private static List<String> notes(boolean adds32Bits, WeightRange asked, int limit) {
    GraphBuilder builder = new GraphBuilder("silu");
    Node x = builder.input("x", Shape.of(1, 3, 5, 5));
    Node conv = builder.add("conv", new Op.Conv(4, Window.same(3), 1, true), x);
    Graph graph =
        builder.build(builder.add("silu", Op.Activation.of(ActivationFunction.SILU), conv));
    SeededWeights weights = new SeededWeights(1);
    IntegerNotes notes = new IntegerNotes(adds32Bits, asked);
    notes.add(
        Quantiser.quantise(graph, weights, Calibration.seeded(graph, weights, 1), limit),
        SeededInputs.of(graph, 1));
    return notes.sentences();
  }
}
