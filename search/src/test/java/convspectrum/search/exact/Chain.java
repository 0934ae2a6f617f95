package convspectrum.search.exact;

import convspectrum.search.additive.AdditiveFigure;
import convspectrum.search.additive.Scope;
import convspectrum.search.additive.Term;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.search.strategy.SplitMix;
import java.util.ArrayList;
import java.util.List;

/**
 * Positions of 72 choices one after the other: a width of two, and 36 kinds. A position depends on
 * its kind, its width and the width before it.
 */
final class Chain {
  private final EncodingSpace space;
  private final long seed;
  private final int range;

  Chain(EncodingSpace space, long seed, int range) {
    this.space = space;
    this.seed = seed;
    this.range = range;
  }

  static EncodingSpace space(int positions) {
    List<Integer> choices = new ArrayList<>();
    for (int i = 0; i < positions; i++) {
      choices.add(2);
      choices.add(36);
    }
    return new EncodingSpace(choices);
  }

  /** A figure by its name: equal names are equal figures. */
  AdditiveFigure figure(String name) {
    SplitMix random = new SplitMix(seed + name.hashCode());
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < space.parameters(); i += 2) {
      Scope scope = Scope.of(space, i == 0 ? List.of(0, 1) : List.of(i - 2, i, i + 1));
      long[] values = new long[scope.size()];
      for (int k = 0; k < values.length; k++) {
        values[k] = 1 + random.nextInt(range);
      }
      terms.add(new Term(scope, values));
    }
    return new AdditiveFigure(name, terms);
  }
}
