package convspectrum.spec.canonical;

import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** Sums and products: commutative, flattened, as multisets of terms. */
final class Joins {
  /**
   * The most terms of a sum or product that is flattened. Longer ones stay as written, so that
   * chains take linear time.
   */
  static final int MOST_TERMS = 1024;

  /**
   * The most summands of a sum that is flattened, counted with multiplicity: x + x, repeated 40
   * times, would have 2^40.
   */
  private static final double MOST_SUMMANDS = 1L << 40;

  private final Terms terms;

  Joins(Terms terms) {
    this.terms = terms;
  }

  Term join(Op op, List<Term> of, Shape shape) {
    return join(op, of, _ -> 1, shape);
  }

  /** The sum or product of {@code of}, each {@code times} over, broadcast to {@code shape}. */
  Term join(Op op, List<Term> of, IntToLongFunction times, Shape shape) {
    boolean sum = op instanceof Op.Add;
    int size = 0;
    double summands = 0;
    for (int i = 0; i < of.size(); i++) {
      Term term = of.get(i);
      if (term.isZero() && !sum) {
        return terms.zero(shape);
      }
      size += nested(op, term) ? term.inputs.size() : 1;
      summands += (double) times.applyAsLong(i) * (nested(op, term) ? summands(term) : 1);
    }
    boolean flatten = size <= MOST_TERMS && summands <= MOST_SUMMANDS;
    Multiset all = new Multiset(size, size <= 8 ? null : new IdentityHashMap<>());
    for (int i = 0; i < of.size(); i++) {
      Term term = of.get(i);
      if (term.isZero()) {
        continue;
      }
      if (flatten && nested(op, term)) {
        for (int j = 0; j < term.inputs.size(); j++) {
          all.add(term.inputs.get(j), times.applyAsLong(i), term.multiplicity(j));
        }
      } else {
        all.add(term, times.applyAsLong(i), 1);
      }
    }
    return all.toTerm(op, shape);
  }

  private static boolean nested(Op op, Term term) {
    return term.isCommutative() && term.op.equals(op);
  }

  private static double summands(Term join) {
    double sum = 0;
    for (int i = 0; i < join.inputs.size(); i++) {
      sum += join.multiplicity(i);
    }
    return sum;
  }

  /** Distinct terms with how often each stands there. */
  private final class Multiset {
    private final List<Term> distinct;
    private final long[] counts;
    private final @Nullable Map<Term, Integer> places;

    Multiset(int capacity, @Nullable Map<Term, Integer> places) {
      this.distinct = new ArrayList<>(capacity);
      this.counts = new long[capacity];
      this.places = places;
    }

    void add(Term term, long times, long multiplicity) {
      long count = Math.multiplyExact(times, multiplicity);
      int place = place(term);
      if (place < 0) {
        if (places != null) {
          places.put(term, distinct.size());
        }
        counts[distinct.size()] = count;
        distinct.add(term);
      } else {
        counts[place] = Math.addExact(counts[place], count);
      }
    }

    @SuppressWarnings("ReferenceEquality") // Terms are stored once, so identity is equality.
    private int place(Term term) {
      if (places != null) {
        return places.getOrDefault(term, -1);
      }
      for (int i = 0; i < distinct.size(); i++) {
        if (distinct.get(i) == term) {
          return i;
        }
      }
      return -1;
    }

    Term toTerm(Op op, Shape shape) {
      if (distinct.isEmpty()) {
        return terms.zero(shape);
      }
      boolean alone = distinct.size() == 1 && counts[0] == 1;
      if (alone && distinct.getFirst().shape.equals(shape)) {
        return distinct.getFirst();
      }
      long[] used = Arrays.copyOf(counts, distinct.size());
      return terms.plain(op, List.copyOf(distinct), used, shape);
    }
  }
}
