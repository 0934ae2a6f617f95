package convspectrum.formats.onnx.read.constant;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stored tensors that a constant is made of. Constants of one origin share it. */
public final class Origins {
  /** Those of what is made of no stored tensor, such as a shape. */
  static final Origins NONE = new Origins(null, List.of());

  private final @Nullable Initializer own;
  private final List<Origins> parts;

  private Origins(@Nullable Initializer own, List<Origins> parts) {
    this.own = own;
    this.parts = parts;
  }

  static Origins of(Initializer initializer) {
    return new Origins(initializer, List.of());
  }

  /** Those of a constant that is computed of others. */
  static Origins of(List<ConstantTensor> sources) {
    List<Origins> parts =
        sources.stream()
            .map(source -> source.provenance().origins())
            .filter(origins -> origins != NONE)
            .distinct()
            .toList();
    return switch (parts.size()) {
      case 0 -> NONE;
      case 1 -> parts.getFirst();
      default -> new Origins(null, parts);
    };
  }

  /**
   * Adds the stored tensors to {@code initializers}. What is in {@code seen} was added before, so
   * that all calls together visit each origin once.
   */
  public void addTo(Set<Initializer> initializers, Set<Origins> seen) {
    Deque<Origins> open = new ArrayDeque<>(List.of(this));
    while (!open.isEmpty()) {
      Origins next = open.pop();
      if (seen.add(next)) {
        if (next.own != null) {
          initializers.add(next.own);
        }
        next.parts.forEach(open::push);
      }
    }
  }
}
