package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import java.util.stream.LongStream;

/** A summand of a figure: an integer for each combination of the choices of a scope. Immutable. */
public final class Term {
  private final Scope scope;
  private final long[] values;

  /**
   * A term.
   *
   * @param values one for each combination of the scope, in the order of its numbers
   */
  public Term(Scope scope, long[] values) {
    if (values.length != scope.size()) {
      throw new IllegalArgumentException(
          values.length + " values; expected " + scope.size() + ", one for each combination");
    }
    this.scope = scope;
    this.values = values.clone();
  }

  /** The parameters that it depends on. */
  public Scope scope() {
    return scope;
  }

  /** The value of a combination of the scope. */
  public long value(int index) {
    return values[index];
  }

  /** The value of a design. */
  public long of(Encoding encoding) {
    return values[scope.index(encoding)];
  }

  /** The term with the other sign. */
  Term negated() {
    return new Term(scope, LongStream.of(values).map(Math::negateExact).toArray());
  }

  /**
   * The sum of this term and one whose parameters are all among those of this one.
   *
   * @param parameters the number of parameters of the space
   * @throws ArithmeticException beyond 64 bits
   */
  Term plus(Term smaller, int parameters) {
    long[] sums = values.clone();
    int[] chosen = new int[parameters];
    for (int i = 0; i < sums.length; i++) {
      scope.choose(i, chosen);
      sums[i] = Math.addExact(sums[i], smaller.values[smaller.scope.index(chosen)]);
    }
    return new Term(scope, sums);
  }
}
