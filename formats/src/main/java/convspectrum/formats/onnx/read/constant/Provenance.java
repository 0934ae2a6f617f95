package convspectrum.formats.onnx.read.constant;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a constant comes from.
 *
 * @param elementType ONNX's number of the type of its elements, which says at what bounds a
 *     quantisation saturates; 0 where it is not known
 * @param stored the stored tensors that it is computed of; not all where they are many
 */
public record Provenance(int elementType, List<Initializer> stored) {
  /** Of a number that the model does not store. */
  static final Provenance NONE = new Provenance(0, List.of());

  /** Scales and zero points come from few tensors; a table of a whole network would be long. */
  private static final int MAX_STORED = 16;

  public Provenance {
    stored = List.copyOf(stored);
  }

  static Provenance of(Initializer initializer) {
    return new Provenance(initializer.elementType(), List.of(initializer));
  }

  /** Of what is computed of {@code sources}: it has the type of the first one of its kind. */
  static Provenance of(Kind kind, List<ConstantTensor> sources) {
    int elementType = 0;
    Set<Initializer> stored = new LinkedHashSet<>();
    for (ConstantTensor source : sources) {
      if (elementType == 0 && source.kind() == kind) {
        elementType = source.provenance().elementType();
      }
      if (stored.size() < MAX_STORED) {
        stored.addAll(source.provenance().stored());
      }
    }
    return new Provenance(elementType, stored.stream().limit(MAX_STORED).toList());
  }
}
