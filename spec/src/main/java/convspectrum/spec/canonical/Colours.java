package convspectrum.spec.canonical;

import java.util.Arrays;
import java.util.List;

/**
 * Colour refinement (Weisfeiler and Leman, 1968) over a directed acyclic graph of terms, forwards
 * through inputs and backwards through readers, until no class of equal colours splits.
 */
final class Colours {
  private static final long OUTPUT = Hash.of("output");

  private final List<Term> terms;
  private final List<Term> outputs;

  private Colours(CanonicalForm form) {
    this.terms = form.terms();
    this.outputs = form.outputs();
  }

  /** The colours of all terms, ascending. */
  static long[] sorted(CanonicalForm form) {
    return new Colours(form).refine();
  }

  private long[] refine() {
    long[] colours = new long[terms.size()];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = terms.get(i).label;
    }
    int classes = 0;
    while (true) {
      forwards(colours);
      backwards(colours);
      long[] sorted = colours.clone();
      Arrays.sort(sorted);
      int now = distinct(sorted);
      if (now == classes || now == colours.length) {
        return sorted;
      }
      classes = now;
    }
  }

  private void forwards(long[] colours) {
    for (int i = 0; i < colours.length; i++) {
      Term term = terms.get(i);
      long inputs = 0;
      for (int k = 0; k < term.inputs.size(); k++) {
        long input = Hash.combine(colours[term.inputs.get(k).index], edge(term, k));
        inputs += input;
      }
      colours[i] = Hash.combine(colours[i], inputs);
    }
  }

  private void backwards(long[] colours) {
    long[] readers = new long[colours.length];
    for (int i = 0; i < outputs.size(); i++) {
      readers[outputs.get(i).index] += Hash.combine(OUTPUT, i);
    }
    for (int i = colours.length - 1; i >= 0; i--) {
      Term term = terms.get(i);
      colours[i] = Hash.combine(colours[i], readers[i]);
      for (int k = 0; k < term.inputs.size(); k++) {
        readers[term.inputs.get(k).index] += Hash.combine(colours[i], edge(term, k));
      }
    }
  }

  /** What tells one input from another: its multiplicity in a sum or product, else its place. */
  private static long edge(Term term, int k) {
    return term.isCommutative() ? term.multiplicity(k) : -1L - k;
  }

  private static int distinct(long[] sorted) {
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        count++;
      }
    }
    return count;
  }
}
