package convspectrum.executor.runtime;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The shapes of a program's inputs and outputs.
 *
 * @param inputs shapes of the graph's inputs, in order
 * @param outputs shapes of the graph's outputs, in order
 */
public record Signature(List<Shape> inputs, List<Shape> outputs) {
  public Signature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The signature of a graph. */
  public static Signature of(Graph graph) {
    return new Signature(
        graph.inputs().stream().map(Node::shape).toList(),
        graph.outputs().stream().map(Node::shape).toList());
  }

  /** Creates one tensor of zeros per output. */
  public List<Tensor> newOutputs() {
    List<Tensor> tensors = new ArrayList<>();
    outputs.forEach(shape -> tensors.add(Tensor.zeros(shape)));
    return tensors;
  }

  /** Rejects tensors whose number or shapes differ from the inputs. */
  public void requireInputs(List<Tensor> tensors) {
    require("input", inputs, tensors);
  }

  /** Rejects tensors whose number or shapes differ from the outputs. */
  public void requireOutputs(List<Tensor> tensors) {
    require("output", outputs, tensors);
  }

  private static void require(String what, List<Shape> shapes, List<Tensor> tensors) {
    if (tensors.size() != shapes.size()) {
      throw new ShapeException(
          "%d %s tensors; expected %d".formatted(tensors.size(), what, shapes.size()));
    }
    for (int i = 0; i < shapes.size(); i++) {
      if (!tensors.get(i).shape().equals(shapes.get(i))) {
        throw new ShapeException(
            "%s %d is %s; expected %s".formatted(what, i, tensors.get(i).shape(), shapes.get(i)));
      }
    }
  }
}
