package convspectrum.gradients.learning;

import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.Values;
import convspectrum.spec.graph.Node;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the numbers of a run first were not finite. Each part of a batch has its own observer. */
public final class NotFinite {
  private final Found[] found;

  /** What one part has seen. */
  private static final class Found implements Observer {
    private long seen;
    private long first = Long.MAX_VALUE;
    private String place = "";

    @Override
    public void value(Node node, Values value) {
      look("the output of " + node.name(), value);
    }

    @Override
    public void gradient(Node node, Values gradient, @Nullable Values value) {
      look("the gradient of " + node.name(), gradient);
    }

    private void look(String where, Values values) {
      seen++;
      if (first == Long.MAX_VALUE && !values.isFinite()) {
        first = seen;
        place = where;
      }
    }
  }

  /** Watches this many parts. */
  public NotFinite(int parts) {
    this.found = new Found[parts];
    for (int i = 0; i < parts; i++) {
      found[i] = new Found();
    }
  }

  /** The observer of a part; it sees nothing where no part is watched. */
  public Observer of(int part) {
    return found.length == 0 ? Observer.NONE : found[part];
  }

  /** The earliest place in the order of the steps. */
  public Optional<String> first() {
    Found earliest = found[0];
    for (Found one : found) {
      if (one.first < earliest.first) {
        earliest = one;
      }
    }
    return earliest.place.isEmpty() ? Optional.empty() : Optional.of(earliest.place);
  }
}
