package convspectrum.executor.onednn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.zoo.Zoo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BufferPlacementTest {
  @Test
  void whatHoldsValuesAtTheSameTimeDoesNotOverlap() {
    try (Plan plan = Planner.plan(network("inception-v3", 75), new SeededWeights(1))) {
      BufferPlacement placement = BufferPlacement.of(plan);
      List<Buffer> buffers = placement.buffers();
      int pairs = 0;
      for (Buffer one : buffers) {
        assertThat(placement.offset(one) % placement.alignment()).isZero();
        assertThat(placement.offset(one) + one.bytes()).isLessThanOrEqualTo(placement.bytes());
        for (Buffer other : buffers) {
          if (one != other && (one.isKept() || other.isKept() || one.overlaps(other))) {
            pairs++;
            assertThat(
                    placement.offset(one) + one.bytes() <= placement.offset(other)
                        || placement.offset(other) + other.bytes() <= placement.offset(one))
                .isTrue();
          }
        }
      }
      assertThat(pairs).isGreaterThan(1000);
    }
  }

  /** A chain of layers needs the memory of its two largest neighbours, not that of all values. */
  @Test
  void valuesFollowEachOtherInMemory() {
    try (Plan plan = Planner.plan(network("mobilenet-v1", 64), new SeededWeights(1))) {
      long all = 0;
      long kept = 0;
      BufferPlacement placement = BufferPlacement.of(plan);
      for (Buffer buffer : placement.buffers()) {
        all += buffer.bytes();
        kept += buffer.isKept() ? buffer.bytes() : 0;
      }
      assertThat(placement.bytes() - kept).isLessThan((all - kept) / 4);
    }
  }

  private static Graph network(String name, int size) {
    Spec spec = Zoo.spec(name);
    return spec.graph(spec.design(Map.of("classes", "10")), Shape.of(1, 3, size, size));
  }
}
