package convspectrum.spec.canonical;

import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of the canonical form. Terms without parameters are equal where op, shape and inputs are,
 * and are then stored once; a term with parameters equals only itself.
 *
 * <p>Inputs of a sum or product are distinct terms with multiplicities, in no particular order;
 * inputs of every other op are ordered, each with multiplicity 1.
 */
final class Term {
  final Op op;
  final Shape shape;
  final List<Term> inputs;
  private final long[] multiplicities;
  private final boolean stored;

  /** Hash of op and shape, without the inputs. */
  final long label;

  /** How many inputs and outputs read this term; 0 while that is unknown. */
  int uses;

  /** Position in the list of live terms; −1 where it is not live. */
  int index = -1;

  Term(Op op, Shape shape, List<Term> inputs, long[] multiplicities, boolean stored, long label) {
    this.op = op;
    this.shape = shape;
    this.inputs = inputs;
    this.multiplicities = multiplicities;
    this.stored = stored;
    this.label = label;
  }

  boolean isZero() {
    return op instanceof Op.Zero;
  }

  boolean isCommutative() {
    return op instanceof Op.Add || op instanceof Op.Multiply;
  }

  /** How often input {@code i} stands in this sum or product; 1 for other ops. */
  long multiplicity(int i) {
    return multiplicities.length == 0 ? 1 : multiplicities[i];
  }

  Term input() {
    return inputs.getFirst();
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Term term) || stored || term.stored || label != term.label) {
      return false;
    }
    if (inputs.size() != term.inputs.size()) {
      return false;
    }
    return isCommutative() ? sameMultiset(term) : sameInputs(term);
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean sameInputs(Term other) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) != other.inputs.get(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameMultiset(Term other) {
    Map<Term, Long> counts = new IdentityHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      counts.put(inputs.get(i), multiplicity(i));
    }
    for (int i = 0; i < other.inputs.size(); i++) {
      Long count = counts.get(other.inputs.get(i));
      if (count == null || count != other.multiplicity(i)) {
        return false;
      }
    }
    return true;
  }

  /** Inputs are stored once, so their identity is their value. */
  @Override
  public int hashCode() {
    if (stored) {
      return System.identityHashCode(this);
    }
    int hash = Long.hashCode(label);
    if (isCommutative()) {
      for (int i = 0; i < inputs.size(); i++) {
        hash += System.identityHashCode(inputs.get(i)) * 31 + Long.hashCode(multiplicity(i));
      }
      return hash;
    }
    for (Term input : inputs) {
      hash = hash * 31 + System.identityHashCode(input);
    }
    return hash;
  }

  @Override
  public String toString() {
    return op + " -> " + shape + " " + Arrays.toString(multiplicities);
  }
}
