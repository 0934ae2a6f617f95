package convspectrum.search.figure;

import convspectrum.search.additive.Term;
import convspectrum.spec.fault.SpecException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A figure that is a sum of integers over positions of a design, such as MACs over nodes, so that
 * {@code search --strategy exact} can find the best of all designs. Each position should depend on
 * few parameters.
 */
public interface SumFigure extends Figure {
  /** By what the sum of the parts is divided: 1 for counts, 10⁹ for milliseconds in picoseconds. */
  long unitsPerOne();

  /**
   * The summands of a design by the names of their positions, such as nodes of the graph, found
   * from the design itself. Several figures may name the same positions.
   *
   * @throws FigureException where there is no figure
   * @throws SpecException where the design has no network
   */
  Map<String, Long> parts(SearchedDesign design);

  /**
   * The summands of all designs of the space, where they are known without asking for designs: each
   * with the searched parameters that it depends on. Their sum is that of the parts.
   *
   * @throws FigureException where there is no figure
   */
  default Optional<List<Term>> terms() {
    return Optional.empty();
  }

  /**
   * The same parts as {@link #terms} have them.
   *
   * @throws FigureException where there is no figure
   */
  default Map<String, Long> tabulated(SearchedDesign design) {
    return parts(design);
  }

  /**
   * How many designs drawn at random are asked for their {@link #parts} before tables are believed
   * that were not made for this search: fewer of a figure that takes long.
   */
  default int comparisons() {
    return 200;
  }

  /** What to try where a design has other parts than the tables: words behind "try". */
  default String remedy() {
    return "--strategy guided, and report it";
  }
}
