package convspectrum.executor.reference;

import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the nodes one after another and drops a value after its last reader has run. */
final class ReferenceProgram implements Program {
  private final Graph graph;
  private final Signature signature;
  private final List<ReferenceKernel> kernels;

  /** For each node the position of the last node that reads it; the end if it is an output. */
  private final int[] lastUse;

  private ReferenceProgram(Graph graph, List<ReferenceKernel> kernels, int[] lastUse) {
    this.graph = graph;
    this.signature = Signature.of(graph);
    this.kernels = kernels;
    this.lastUse = lastUse;
  }

  static ReferenceProgram compile(Graph graph, Weights weights) {
    return of(graph, node -> ReferenceKernels.of(node, weights));
  }

  /** The program of these kernels; they are made after the memory is known to be enough. */
  static ReferenceProgram of(Graph graph, Function<Node, ReferenceKernel> kernelOf) {
    int[] lastUse = lastUse(graph);
    requireMemory(graph, lastUse, Runtime.getRuntime().maxMemory());
    return new ReferenceProgram(graph, graph.nodes().stream().map(kernelOf).toList(), lastUse);
  }

  @Override
  public void run(List<Tensor> inputs, List<Tensor> outputs) {
    signature.requireOutputs(outputs);
    @Nullable Tensor[] values = evaluate(inputs, null);
    for (int i = 0; i < outputs.size(); i++) {
      Tensor value = Objects.requireNonNull(values[graph.outputs().get(i).index()]);
      System.arraycopy(value.data(), 0, outputs.get(i).data(), 0, value.data().length);
    }
  }

  @Override
  public List<NodeTime> profile(List<Tensor> inputs) {
    List<NodeTime> times = new ArrayList<>();
    evaluate(inputs, times);
    return times;
  }

  private @Nullable Tensor[] evaluate(List<Tensor> inputs, @Nullable List<NodeTime> times) {
    signature.requireInputs(inputs);
    @Nullable Tensor[] values = new @Nullable Tensor[graph.nodes().size()];
    int nextInput = 0;
    for (Node node : graph.nodes()) {
      int index = node.index();
      if (node.op() instanceof Op.Input) {
        values[index] = inputs.get(nextInput++);
        continue;
      }
      long start = System.nanoTime();
      List<Tensor> operands = new ArrayList<>();
      for (Node input : node.inputs()) {
        operands.add(Objects.requireNonNull(values[input.index()]));
      }
      Tensor value = Tensor.zeros(node.shape());
      kernels.get(index).compute(operands, value);
      values[index] = value;
      if (times != null) {
        String op = node.op().typeName();
        times.add(new NodeTime(node.name(), op, System.nanoTime() - start));
      }
      for (Node input : node.inputs()) {
        if (lastUse[input.index()] == index) {
          values[input.index()] = null;
        }
      }
    }
    return values;
  }

  private static int[] lastUse(Graph graph) {
    int[] lastUse = new int[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      lastUse[node.index()] = node.index();
      node.inputs().forEach(input -> lastUse[input.index()] = node.index());
    }
    graph.outputs().forEach(output -> lastUse[output.index()] = graph.nodes().size());
    return lastUse;
  }

  /** Rejects a graph that needs more memory than the limit, before anything is allocated. */
  static void requireMemory(Graph graph, int[] lastUse, long limit) {
    long weights = 0;
    long live = 0;
    long peak = 0;
    for (Node node : graph.nodes()) {
      for (ParameterSlot slot : node.parameters()) {
        weights = Math.addExact(weights, slot.shape().elements());
      }
      if (node.shape().elements() > Tensor.MAX_ELEMENTS) {
        throw new UnsupportedGraphException(
            "%s: %s has %d elements; the reference runtime holds at most %d in one tensor"
                .formatted(
                    node.name(), node.shape(), node.shape().elements(), Tensor.MAX_ELEMENTS));
      }
      live = Math.addExact(live, node.shape().elements());
      peak = Math.max(peak, live);
      for (Node input : node.inputs().stream().distinct().toList()) {
        live -= lastUse[input.index()] == node.index() ? input.shape().elements() : 0;
      }
    }
    long needed = Math.multiplyExact(Math.addExact(weights, peak), Float.BYTES);
    if (needed > limit) {
      throw new UnsupportedGraphException(
          "%s needs %d MB for weights and values, the Java heap has %d MB; give it more with -Xmx"
              .formatted(graph.name(), needed >> 20, limit >> 20));
    }
  }

  @Override
  public void close() {}
}
