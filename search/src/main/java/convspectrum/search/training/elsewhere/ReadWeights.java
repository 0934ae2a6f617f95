package convspectrum.search.training.elsewhere;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Weights that are read on first use. */
final class ReadWeights implements Weights {
  private final Supplier<Weights> reader;
  private @Nullable Weights read;

  ReadWeights(Supplier<Weights> reader) {
    this.reader = reader;
  }

  private synchronized Weights read() {
    Weights known = read;
    if (known == null) {
      known = reader.get();
      read = known;
    }
    return known;
  }

  @Override
  public Tensor get(Node node, ParameterSlot slot) {
    return read().get(node, slot);
  }

  @Override
  public boolean holds(Node node, ParameterSlot slot) {
    return read().holds(node, slot);
  }
}
