package convspectrum.search.solution;

import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.figure.SumFigure;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.SplitMix;
import convspectrum.spec.fault.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Designs drawn at random that tables of sums are compared with: each is asked for its figures
 * itself. They are other designs than those that tables are found from.
 */
final class SumComparison {
  /** Encodings that are drawn for each design that is wanted. */
  private static final int DRAWS = 50;

  /** Makes the sequence another one than that of the designs that tables are found from. */
  private static final long OTHER_SEQUENCE = 0x5DEECE66DL;

  private final SumSpace space;
  private final SplitMix random;

  /** The encodings that were drawn so far, and what each of them denotes. */
  private final List<Drawn> drawn = new ArrayList<>();

  private record Drawn(Encoding encoding, Optional<SearchedDesign> design) {}

  SumComparison(SumSpace space) {
    this.space = space;
    this.random = new SplitMix(space.seed() ^ OTHER_SEQUENCE);
  }

  /**
   * What was compared.
   *
   * @param designs how many designs agree with the tables
   * @param difference what a design has that they say otherwise, if there is one
   */
  record Outcome(int designs, Optional<String> difference) {}

  /** Compares as many designs as the figure {@linkplain SumFigure#comparisons wants}. */
  Outcome compare(SpaceSums sums, SumFigure figure) throws InterruptedException {
    int most = figure.comparisons();
    int designs = 0;
    for (int i = 0; i < DRAWS * most && designs < most; i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted after " + designs + " comparisons");
      }
      Drawn one = at(i);
      boolean isDesign = one.design().isPresent();
      if (sums.factored().isDesign(one.encoding()) != isDesign) {
        return new Outcome(
            designs,
            Optional.of(
                "the choices %s %s by the tables, and %s by the spec"
                    .formatted(
                        space.designs().apply(one.encoding()).design(),
                        isDesign ? "are no design" : "are a design",
                        isDesign ? "are one" : "are none")));
      }
      if (isDesign) {
        Optional<String> difference = sums.difference(figure, one.design().orElseThrow());
        if (difference.isPresent()) {
          return new Outcome(designs, difference);
        }
        designs++;
      }
    }
    return new Outcome(designs, Optional.empty());
  }

  private Drawn at(int index) {
    while (drawn.size() <= index) {
      Encoding encoding = space.landscape().space().random(random);
      drawn.add(new Drawn(encoding, design(space, encoding)));
    }
    return drawn.get(index);
  }

  /** The design of an encoding, unless it denotes none or the same as another encoding. */
  static Optional<SearchedDesign> design(SumSpace space, Encoding encoding) {
    if (!space.landscape().canonical(encoding).equals(encoding)) {
      return Optional.empty();
    }
    try {
      SearchedDesign design = space.designs().apply(encoding);
      design.graph(); // throws for a design whose blocks do not fit
      return Optional.of(design);
    } catch (FigureException | SpecException e) {
      return Optional.empty();
    }
  }
}
