package convspectrum.executor.vector;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.DataType;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.convention.Convention;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Weights;
import convspectrum.spec.zoo.Zoo;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A program holds little more than its weights and the activations that are alive at once. */
class MemoryTest {
  private static final CostOptions FOLDED =
      new CostOptions(Convention.PAPER, true, DataType.FLOAT32);

  private static final Map<String, Integer> NETWORKS =
      Map.of("mobilenet-v1", 224, "mobilenet-v2", 224, "inception-v3", 299, "resnet-50", 224);

  @Test
  void aProgramHoldsAtMostAThirdMoreThanItsWeightsAndPeakActivations() {
    List<String> failures = new ArrayList<>();
    NETWORKS.forEach((name, size) -> {
      Spec spec = Zoo.spec(name);
      Graph graph = spec.graph(spec.defaults(), Shape.of(1, 3, size, size));
      NetworkCost cost = NetworkCost.of(graph, FOLDED);
      long needed = cost.total().params() * Float.BYTES + cost.peakActivationBytes();
      long held = held(graph);
      if (held > 1.3 * needed) {
        failures.add(
            "%s: %d KiB; weights and activations are %d".formatted(name, held >> 10, needed >> 10));
      }
    });
    assertThat(failures).isEmpty();
  }

  private static long held(Graph graph) {
    Weights weights = new SeededWeights(1);
    long before = used();
    try (Program program = new VectorRuntime().compile(graph, weights, RunOptions.SINGLE_THREAD)) {
      try {
        return used() - before;
      } finally {
        Reference.reachabilityFence(program);
      }
    }
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
