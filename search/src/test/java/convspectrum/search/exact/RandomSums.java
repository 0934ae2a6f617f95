package convspectrum.search.exact;

import convspectrum.search.additive.AdditiveFigure;
import convspectrum.search.additive.Exclusion;
import convspectrum.search.additive.Scope;
import convspectrum.search.additive.Term;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.search.strategy.SplitMix;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Seeded figures and exclusions of a space. */
final class RandomSums {
  private final EncodingSpace space;
  private final SplitMix random;

  RandomSums(EncodingSpace space, long seed) {
    this.space = space;
    this.random = new SplitMix(seed);
  }

  /** A space of up to six parameters with up to four choices. */
  static EncodingSpace space(SplitMix random) {
    List<Integer> choices = new ArrayList<>();
    int parameters = 1 + random.nextInt(6);
    for (int i = 0; i < parameters; i++) {
      choices.add(1 + random.nextInt(4));
    }
    return new EncodingSpace(choices);
  }

  /** A sum with terms of up to three parameters, each between these two. */
  AdditiveFigure figure(String name, long least, int range) {
    List<Term> terms = new ArrayList<>();
    int number = 1 + random.nextInt(6);
    for (int i = 0; i < number; i++) {
      Scope scope = scope();
      long[] values = new long[scope.size()];
      for (int k = 0; k < values.length; k++) {
        values[k] = least + random.nextInt(range);
      }
      terms.add(new Term(scope, values));
    }
    return new AdditiveFigure(name, terms);
  }

  /** About a sixth of the combinations of up to three parameters. */
  Exclusion exclusion() {
    Scope scope = scope();
    BitSet excluded = new BitSet();
    for (int i = 0; i < scope.size(); i++) {
      excluded.set(i, random.nextInt(6) == 0);
    }
    return new Exclusion(scope, excluded);
  }

  private Scope scope() {
    List<Integer> parameters = new ArrayList<>();
    int number = random.nextInt(4);
    for (int i = 0; i < number; i++) {
      parameters.add(random.nextInt(space.parameters()));
    }
    return Scope.of(space, parameters);
  }
}
