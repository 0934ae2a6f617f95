package convspectrum.executor.reference;

import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.quantised.ValueScale;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What a network of 8-bit integers computes, as ONNX defines its ops: the oracle that runtimes are
 * held to. Sums of products are exact ({@link IntegerSums}); all else is computed of the real
 * numbers that integers stand for and, where the value is stored as integers, rounded to the
 * nearest, half to even. So each value that is stored as integers is a multiple of its scale.
 */
public final class IntegerProgram implements Program {
  private final QuantisedGraph network;
  private final Program program;

  private IntegerProgram(QuantisedGraph network, Program program) {
    this.network = network;
    this.program = program;
  }

  /** Prepares a network. */
  public static IntegerProgram compile(QuantisedGraph network) {
    return watched(network, (_, _) -> {});
  }

  /**
   * Prepares a network.
   *
   * @param watcher is told the input of each layer that adds products of integers when it is
   *     computed: integers less the zero point
   */
  public static IntegerProgram watched(QuantisedGraph network, BiConsumer<Node, int[]> watcher) {
    return new IntegerProgram(
        network, ReferenceRuntime.program(network.graph(), node -> kernel(network, node, watcher)));
  }

  private static ReferenceKernel kernel(
      QuantisedGraph network, Node node, BiConsumer<Node, int[]> watcher) {
    ReferenceKernel real =
        network
            .layer(node)
            .map(layer -> sums(node, layer, inputScale(network, node), watcher))
            .orElseGet(() -> NodeKernels.of(node, network.weights()));
    Optional<ValueScale> scale = network.scale(node);
    return scale.isEmpty()
        ? real
        : (x, y) -> {
          real.compute(x, y);
          round(y.data(), scale.get());
        };
  }

  private static ValueScale inputScale(QuantisedGraph network, Node node) {
    return network.scale(node.inputs().getFirst()).orElseThrow();
  }

  private static ReferenceKernel sums(
      Node node, LayerIntegers layer, ValueScale input, BiConsumer<Node, int[]> watcher) {
    int channels = layer.scales().length;
    // Of a convolution all pixels of a channel follow each other, of a linear layer the channels.
    int run = node.op() instanceof Op.Conv ? node.shape().height() * node.shape().width() : 1;
    return (x, y) -> {
      int[] shifted = shifted(x.getFirst().data(), input);
      watcher.accept(node, shifted);
      int[] sums = IntegerSums.of(node, layer, shifted);
      for (int i = 0; i < sums.length; i++) {
        double step = (double) input.scale() * layer.scales()[i / run % channels];
        y.data()[i] = (float) (step * sums[i]);
      }
    };
  }

  /** The integers of values, less the zero point. */
  private static int[] shifted(float[] values, ValueScale scale) {
    int[] integers = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      integers[i] = scale.integer(values[i]) - scale.zeroPoint();
    }
    return integers;
  }

  private static void round(float[] values, ValueScale scale) {
    for (int i = 0; i < values.length; i++) {
      values[i] = scale.real(scale.integer(values[i]));
    }
  }

  /** The inputs as the network stores them. */
  private List<Tensor> rounded(List<Tensor> inputs) {
    List<Node> nodes = network.graph().inputs();
    List<Tensor> rounded = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Tensor input = inputs.get(i);
      Optional<ValueScale> scale = network.scale(nodes.get(i));
      if (scale.isPresent()) {
        Tensor copy = Tensor.of(input.shape(), input.data().clone());
        round(copy.data(), scale.get());
        rounded.add(copy);
      } else {
        rounded.add(input);
      }
    }
    return rounded;
  }

  @Override
  public void run(List<Tensor> inputs, List<Tensor> outputs) {
    program.run(rounded(inputs), outputs);
  }

  @Override
  public List<NodeTime> profile(List<Tensor> inputs) {
    return program.profile(rounded(inputs));
  }

  @Override
  public void close() {
    program.close();
  }
}
