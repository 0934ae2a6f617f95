package convspectrum.search.figure;

import convspectrum.search.journal.Evaluation;

/** A number of a design. */
public interface Figure {
  /** What users call it: {@code macs}, {@code naswot}, {@code table.accuracy}. */
  String name();

  /** Which way is better where users do not say. */
  Direction direction();

  /**
   * Whether it is known of any design at once, so that a strategy may compare designs by it before
   * it chooses. An expensive figure counts against the budget and goes into the journal.
   */
  boolean isCheap();

  /** Whether it is positive and ratios of it matter: a front is judged by its logarithm. */
  boolean isAmount();

  /** The name and all that the number depends on besides the design, such as seed and version. */
  default String identity() {
    return name();
  }

  /** What a score depends on besides the network, in words; empty of figures that are no scores. */
  default String conditions() {
    return "";
  }

  /** Whether it is only looked up, without delay and for each design on its own. */
  default boolean isLookup() {
    return false;
  }

  /** Designs with equal keys have equal figures; only one of them is evaluated. */
  String key(SearchedDesign design);

  /**
   * The finite number. It must not depend on the order of calls; several threads may call this.
   *
   * @throws FigureException where there is none
   */
  double of(SearchedDesign design);

  /**
   * The number with what is to be kept beside it; as {@link #of}.
   *
   * @throws FigureException where there is none
   */
  default Evaluation evaluation(SearchedDesign design) {
    return Evaluation.of(of(design));
  }
}
