package convspectrum.bench;

import convspectrum.costmodel.convention.MultiplyAccumulates;
import convspectrum.gradients.Gradients;
import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.search.training.Classifier;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.SeededInputs;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The time of each op of a network, forwards and backwards, on one thread: the time between what an
 * observer is told. It is the least of many passes.
 *
 * @param nodes the ops
 * @param forward seconds of each
 * @param backward seconds of each, to weights and inputs
 */
record OpTimes(List<Node> nodes, List<Double> forward, List<Double> backward) {
  private static final double NANOS = 1e9;

  /** Measures the ops of a network for some samples. */
  static OpTimes of(Classifier classifier, int samples, double seconds) {
    Graph graph = classifier.graph(samples);
    BatchProgram program =
        Gradients.compile(graph, classifier.weights(samples, 1), Precision.FLOAT32);
    float[] data = SeededInputs.of(graph, 1).getFirst().data();
    double[] input = new double[data.length];
    Arrays.setAll(input, i -> data[i]);
    double[] slope = new double[Math.toIntExact(graph.outputs().getFirst().shape().elements())];
    Arrays.setAll(slope, i -> i % 7 - 3);
    Watch watch = new Watch(graph);
    RunMode mode = RunMode.toWeights(Statistics.BATCH);
    long end = System.nanoTime() + (long) (2 * seconds * NANOS);
    while (System.nanoTime() < end) {
      watch.begin();
      program.forward(input, mode, watch);
      watch.begin();
      program.backward(slope, watch);
      watch.end();
    }
    return new OpTimes(graph.nodes(), list(watch.forward), list(watch.backward));
  }

  private static List<Double> list(long[] nanos) {
    return Arrays.stream(nanos).mapToObj(time -> time / NANOS).toList();
  }

  /** Adds the time since the last call to the op that has just been computed. */
  private static final class Watch implements Observer {
    private final long[] forward;
    private final long[] backward;
    private final Graph graph;
    private long last;
    private int computed = -1;

    Watch(Graph graph) {
      this.graph = graph;
      this.forward = new long[graph.nodes().size()];
      this.backward = new long[graph.nodes().size()];
      Arrays.fill(forward, Long.MAX_VALUE);
      Arrays.fill(backward, Long.MAX_VALUE);
    }

    void begin() {
      computed = -1;
      last = System.nanoTime();
    }

    void end() {
      long now = System.nanoTime();
      if (computed >= 0) {
        backward[computed] = Math.min(backward[computed], now - last);
      }
    }

    @Override
    public void value(Node node, Values value) {
      long now = System.nanoTime();
      int at = graph.nodes().indexOf(node);
      forward[at] = Math.min(forward[at], now - last);
      last = System.nanoTime();
    }

    @Override
    public void gradient(Node node, Values gradient, @Nullable Values value) {
      end();
      computed = graph.nodes().indexOf(node);
      last = System.nanoTime();
    }
  }

  /**
   * A line for each op and each kind.
   *
   * @param peak GFLOP/s of a core
   */
  String table(double peak) {
    StringBuilder text = new StringBuilder();
    text.append(
        "op                                   forward   of peak  backward   of peak (ms)\n");
    double all = 0;
    double convolving = 0;
    double least = 0;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      double back = backward.get(i) > 1e6 ? 0 : backward.get(i);
      double flops = 2.0 * MultiplyAccumulates.of(node);
      boolean first = node.inputs().stream().allMatch(input -> input.op() instanceof Op.Input);
      double backFlops = first ? flops : 2 * flops;
      all += forward.get(i) + back;
      String shares = "";
      if (node.op() instanceof Op.Conv conv) {
        convolving += forward.get(i) + back;
        least += (flops + backFlops) / peak / 1e9;
        shares =
            String.format(
                Locale.ROOT,
                " %dx%d g%d s%d %s",
                conv.window().kernelHeight(),
                conv.window().kernelWidth(),
                conv.groups(),
                conv.window().strideHeight(),
                node.shape());
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%-36s %8.3f %7.0f %%  %8.3f %7.0f %% %s%n",
              node.name(),
              forward.get(i) * 1e3,
              100 * flops / forward.get(i) / peak / 1e9,
              back * 1e3,
              back == 0 ? 0 : 100 * backFlops / back / peak / 1e9,
              shares));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "all ops %.3f ms, convolutions %.3f ms at %.0f %% of the peak%n",
            all * 1e3,
            convolving * 1e3,
            100 * least / convolving));
    return text.toString();
  }
}
