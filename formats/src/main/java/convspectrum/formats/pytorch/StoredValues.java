package convspectrum.formats.pytorch;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Weights;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The values of tensors that are not learned, as Python.
 *
 * @param weights asked for the values of tensors that are written out
 */
record StoredValues(Weights weights) {
  /** The most elements that are written out; a larger tensor is zeros. */
  private static final int WRITTEN_OUT = 4096;

  String text(Node node, String role) {
    ParameterSlot slot =
        node.parameters().stream().filter(one -> one.role().equals(role)).findFirst().orElseThrow();
    String shape = shape(slot.shape());
    if (slot.shape().elements() > WRITTEN_OUT) {
      return "torch.zeros(" + shape + ")";
    }
    float[] values = weights.get(node, slot).data();
    String numbers =
        IntStream.range(0, values.length)
            .mapToObj(i -> Python.real(Double.parseDouble(Float.toString(values[i]))))
            .collect(Collectors.joining(", ", "[", "]"));
    return "torch.tensor(" + numbers + ").reshape(" + shape + ")";
  }

  static String shape(Shape shape) {
    return Python.tuple(IntStream.of(shape.toArray()).boxed().toList());
  }
}
