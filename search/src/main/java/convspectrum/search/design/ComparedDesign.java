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
 * A row of a comparison: a design of a space, a reference beside them, or a model of its own.
 *
 * @param label unique among the designs
 * @param network what it is
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

  /** As written; this is what is counted and run. */
  public Graph graph() {
    return network.graph();
  }

  /**
   * The same network for an input of another shape.
   *
   * @throws ShapeException where it has no form of that size
   */
  public Network resized(Shape input) {
    try {
      return network.resized().apply(input);
    } catch (SpecException e) {
      // A matter of shapes here, not of the document.
      throw new ShapeException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The label of the design whose evaluation is this one's too: its own or an earlier one's. */
  public String evaluatedAs() {
    return sameAs.orElse(label);
  }
}
