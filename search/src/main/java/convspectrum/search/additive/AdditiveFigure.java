package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A figure that is a sum of terms, each of which depends on few parameters: exact integers, such as
 * MACs, bytes or picoseconds.
 *
 * @param name for users
 * @param terms its summands
 */
public record AdditiveFigure(String name, List<Term> terms) {
  public AdditiveFigure {
    terms = List.copyOf(terms);
  }

  /**
   * The figure of a design.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  public long of(Encoding encoding) {
    long sum = 0;
    for (Term term : terms) {
      sum = Math.addExact(sum, term.of(encoding));
    }
    return sum;
  }

  /** The figure with the other sign: its least is the most of this one. */
  public AdditiveFigure negated() {
    return new AdditiveFigure("-" + name, terms.stream().map(Term::negated).toList());
  }

  /**
   * The same figure with as few terms as possible: a term whose parameters are all among those of
   * another is added to it.
   *
   * @param parameters the number of parameters of the space
   * @throws ArithmeticException beyond 64 bits
   */
  public AdditiveFigure merged(int parameters) {
    List<Term> larger = new ArrayList<>();
    terms.stream()
        .sorted(Comparator.comparingInt((Term term) -> term.scope().parameters().size()).reversed())
        .forEach(term -> {
          for (int i = 0; i < larger.size(); i++) {
            if (larger.get(i).scope().covers(term.scope())) {
              larger.set(i, larger.get(i).plus(term, parameters));
              return;
            }
          }
          larger.add(term);
        });
    return new AdditiveFigure(name, larger);
  }
}
