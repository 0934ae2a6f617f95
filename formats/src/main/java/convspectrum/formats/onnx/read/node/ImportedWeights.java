package convspectrum.formats.onnx.read.node;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.Map;

/** What a model stores, read and worked out when asked; nothing large is kept. */
public final class ImportedWeights implements Weights {
  private final String file;
  private final Map<Slot, ConstantTensor> tensors;

  /** A role of the node at a position of the graph. */
  record Slot(int node, String role) {}

  public ImportedWeights(String file, Map<Slot, ConstantTensor> tensors) {
    this.file = file;
    this.tensors = tensors;
  }

  @Override
  public boolean holds(Node node, ParameterSlot slot) {
    ConstantTensor tensor = tensors.get(new Slot(node.index(), slot.role()));
    return tensor != null && tensor.isPresent();
  }

  @Override
  public Tensor get(Node node, ParameterSlot slot) {
    ConstantTensor tensor = tensors.get(new Slot(node.index(), slot.role()));
    if (tensor == null) {
      throw new IllegalArgumentException(node + " of " + file + " stores no " + slot.role());
    }
    try {
      return Tensor.of(slot.shape(), tensor.values().toFloats());
    } catch (OpException e) {
      throw SpecException.ofFile(
          file, "%s.%s: %s".formatted(node.name(), slot.role(), e.problem()), e.expected());
    }
  }
}
