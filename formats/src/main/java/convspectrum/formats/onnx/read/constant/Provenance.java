package convspectrum.formats.onnx.read.constant;

import java.util.List;

/**
 * Where a constant comes from.
 *
 * @param elementType ONNX's number of the type of its elements, which says at what bounds a
 *     quantisation saturates; 0 where it is not known
 * @param origins the stored tensors that it is computed of
 */
public record Provenance(int elementType, Origins origins) {
  /** Of a number that the model does not store. */
  static final Provenance NONE = new Provenance(0, Origins.NONE);

  static Provenance of(Initializer initializer) {
    return new Provenance(initializer.elementType(), Origins.of(initializer));
  }

  /** Of what is computed of {@code sources}: it has the type of the first one of its kind. */
  static Provenance of(Kind kind, List<ConstantTensor> sources) {
    int elementType = 0;
    for (ConstantTensor source : sources) {
      if (elementType == 0 && source.kind() == kind) {
        elementType = source.provenance().elementType();
      }
    }
    return new Provenance(elementType, Origins.of(sources));
  }

  /** Whether a stored tensor is in it. */
  public boolean isStored() {
    return origins != Origins.NONE;
  }
}
