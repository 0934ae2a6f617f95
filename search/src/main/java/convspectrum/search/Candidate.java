package convspectrum.search;

import convspectrum.costmodel.NetworkCost;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import java.util.Optional;
import java.util.function.Function;

/**
 * A row of a comparison: a design of a space, or a reference beside them.
 *
 * @param label unique among the candidates
 * @param design its choices; none for a reference
 * @param graph as written; this is what is counted and run
 * @param cost of the graph
 * @param fingerprint of its canonical form
 * @param sameAs label of an earlier candidate with the same canonical graph, which is evaluated in
 *     its place
 * @param resized the same design for an input of another shape; may throw {@link
 *     convspectrum.spec.graph.ShapeException}
 */
public record Candidate(
    String label,
    Optional<Design> design,
    Graph graph,
    NetworkCost cost,
    Fingerprint fingerprint,
    Optional<String> sameAs,
    Function<Shape, Graph> resized) {

  /** The label of the candidate whose evaluation is this one's too: its own or an earlier one's. */
  public String evaluatedAs() {
    return sameAs.orElse(label);
  }
}
