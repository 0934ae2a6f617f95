package convspectrum.gradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of Σ r · y, r random, with respect to inputs and weights, against differences of the
 * forward pass, in float64.
 */
final class FiniteDifferences {
  private static final double STEP = 1e-5;

  private FiniteDifferences() {}

  /** Everything that is random, settable element by element. */
  static final class Stored implements Weights {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    @Override
    public Tensor get(Node node, ParameterSlot slot) {
      return tensors.computeIfAbsent(
          node.name() + slot.role(),
          name -> {
            SplittableRandom random = new SplittableRandom(name.hashCode());
            Tensor tensor = Tensor.zeros(slot.shape());
            for (int i = 0; i < tensor.data().length; i++) {
              tensor.data()[i] = (float) random.nextDouble(0.5, 1.5);
            }
            return tensor;
          });
    }
  }

  /** Compares inputs and weights, and says how many elements. */
  static int check(String name, Graph graph, Statistics statistics) {
    Stored weights = new Stored();
    return checkInputs(name, graph, weights, statistics)
        + checkWeights(name, graph, weights, statistics);
  }

  /** Compares inputs alone, and says how many elements. */
  static int checkInputs(String name, Graph graph, Weights weights) {
    return checkInputs(name, graph, weights, Statistics.BATCH);
  }

  private static double[] x(Graph graph) {
    long elements = graph.inputs().getFirst().shape().elements();
    return new SplittableRandom(7).doubles(elements, -2, 2).toArray();
  }

  private static double[] r(Graph graph) {
    long elements = graph.outputs().getFirst().shape().elements();
    return new SplittableRandom(8).doubles(elements, -1, 1).toArray();
  }

  private static int checkInputs(String name, Graph graph, Weights weights, Statistics statistics) {
    double[] x = x(graph);
    double[] r = r(graph);
    BatchProgram program = Gradients.compile(graph, weights, Precision.FLOAT64);
    List<double[]> input = new ArrayList<>();
    RunMode mode = new RunMode(statistics, true, true, Set.of());
    program.forward(x, mode, Observer.NONE);
    program.backward(
        r,
        new Observer() {
          @Override
          public void gradient(Node node, Values gradient, @Nullable Values value) {
            if (node.op() instanceof Op.Input) {
              input.add(gradient.rowMajor());
            }
          }
        });
    int compared = 0;
    double[] dx = input.isEmpty() ? new double[x.length] : input.getFirst();
    for (int i = 0; i < x.length; i += 7) {
      double[] up = x.clone();
      up[i] += STEP;
      double[] down = x.clone();
      down[i] -= STEP;
      double difference =
          (sum(program, up, r, statistics) - sum(program, down, r, statistics)) / (2 * STEP);
      assertThat(dx[i])
          .as("%s, %s statistics, input %d", name, statistics, i)
          .isCloseTo(difference, offset(tolerance(difference)));
      compared++;
    }
    return compared;
  }

  private static int checkWeights(String name, Graph graph, Stored weights, Statistics statistics) {
    double[] x = x(graph);
    double[] r = r(graph);
    int compared = 0;
    for (Node node : graph.nodes()) {
      for (ParameterSlot slot : node.parameters()) {
        if (!slot.trainable()) {
          continue;
        }
        BatchProgram program = Gradients.compile(graph, weights, Precision.FLOAT64);
        program.forward(x, RunMode.toWeights(statistics), Observer.NONE);
        program.backward(r, Observer.NONE);
        double[] gradient = program.gradient(node, slot);
        assertThat(program.firstGradient(node, slot)).as(name).isEqualTo(gradient[0]);
        float[] values = weights.get(node, slot).data();
        assertThat(gradient).hasSameSizeAs(values);
        for (int i : IntStream.range(0, values.length).filter(i -> i % 5 == 0).toArray()) {
          float before = values[i];
          values[i] = before + 0x1p-10f;
          double up = sum(Gradients.compile(graph, weights, Precision.FLOAT64), x, r, statistics);
          values[i] = before - 0x1p-10f;
          double down = sum(Gradients.compile(graph, weights, Precision.FLOAT64), x, r, statistics);
          values[i] = before;
          // What is learned here is linear in the output, so the step may be large.
          double difference = (up - down) / 0x1p-9;
          assertThat(gradient[i])
              .as("%s, %s statistics, %s %s %d", name, statistics, node.name(), slot.role(), i)
              .isCloseTo(difference, offset(1e-9 * (1 + Math.abs(difference))));
          compared++;
        }
      }
    }
    return compared;
  }

  private static double tolerance(double size) {
    return 1e-5 * (1 + Math.abs(size));
  }

  private static double sum(BatchProgram program, double[] x, double[] r, Statistics statistics) {
    double[] y = program.forward(x, RunMode.forward(statistics), Observer.NONE);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += r[i] * y[i];
    }
    return sum;
  }
}
