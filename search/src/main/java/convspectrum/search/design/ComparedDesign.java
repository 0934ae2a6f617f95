package convspectrum.search.design;

import convspectrum.costmodel.NetworkCost;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.parameter.Design;
import java.util.Optional;

/**
 * A row of a comparison: a design of a space, a reference, or an imported model.
 *
 * @param label unique among the designs
 * @param network the network that the row compares
 * @param cost of its graph
 * @param fingerprint of the canonical form of its graph
 * @param sameAs label of an earlier design with the same canonical graph, which is timed in its
 *     place: time depends on the graph, not on the values of its weights
 */
public record ComparedDesign(
    String label,
    Network network,
    NetworkCost cost,
    Fingerprint fingerprint,
    Optional<String> sameAs) {

  /** Its choices; none for a reference or an import. */
  public Optional<Design> design() {
    return network.design();
  }

  /** The graph as written, which is counted and run. */
  public Graph graph() {
    return network.graph();
  }

  /**
   * The same network for an input of another shape.
   *
   * @throws ShapeException where the network cannot take an input of that shape
   */
  public Network resized(Shape input) {
    try {
      return network.resized().apply(input);
    } catch (SpecException e) {
      // Here the shape is at fault, not the document.
      throw new ShapeException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The label of the design whose evaluation this one shares: its own or an earlier one's. */
  public String evaluatedAs() {
    return sameAs.orElse(label);
  }
}
