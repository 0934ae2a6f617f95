package convspectrum.bench;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.Totals;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** What is timed is what it is said to be. */
final class SpecsTest {
  @Test
  void threeBlocksAreAMillionDesigns() {
    Spec spec = Specs.threeBlocks();
    assertThat(spec.space().size()).isEqualTo(BigInteger.valueOf(1_000_000));
    // The input, and a 1×1, a K×K, a norm and an activation for each of three blocks.
    Graph last = spec.graph(spec.space().design(BigInteger.valueOf(999_999)));
    assertThat(last.nodes()).hasSize(13);
    // 320 channels, depthwise 9×9: 64·320 + 2·320² for the 1×1, 3·81·320 and norms of 2·320.
    assertThat(Totals.of(last).params())
        .isEqualTo(64 * 320 + 2 * 320 * 320 + 3 * 81 * 320 + 3 * 640);
  }

  /** Keras' Xception has 22,910,480 weights, of which 54,528 are running statistics. */
  @Test
  void xceptionIsXception() {
    Spec spec = Specs.xception();
    Graph graph = spec.graph(spec.defaults());
    assertThat(Totals.of(graph).params()).isEqualTo(22_910_480 - 54_528);
    assertThat(graph.nodes()).hasSize(169);
  }
}
