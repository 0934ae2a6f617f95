package convspectrum.spec.canonical;

import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Concats and slices: flattened, cancelled against each other, equal parts made one op. */
final class Concats {
  /**
   * How many ops of parallel branches are merged in one go; the next pass goes on. The call stack
   * stays shallow however long the branches are.
   */
  private static final int DEEPEST = 32;

  private final Terms terms;
  private final boolean mergeParts;
  private boolean merged;
  private int depth;

  Concats(Terms terms, boolean mergeParts) {
    this.terms = terms;
    this.mergeParts = mergeParts;
  }

  boolean merged() {
    return merged;
  }

  Term concat(Op.Concat concat, List<Term> of, Shape shape) {
    int axis = concat.axis();
    List<Term> parts = flatten(axis, of);
    parts = replaceRuns(parts, axis, Concats::adjoining, this::adjoin);
    if (mergeParts && parts.size() > 1 && depth < DEEPEST) {
      depth++;
      parts = mergeRuns(parts, axis);
      depth--;
    }
    return parts.size() == 1 ? parts.getFirst() : terms.plain(concat, List.copyOf(parts), shape);
  }

  Term slice(Op.Slice slice, Term input, Shape shape) {
    if (input.shape.equals(shape)) {
      return input;
    }
    if (input.isZero()) {
      return terms.zero(shape);
    }
    int axis = slice.axis();
    if (input.op instanceof Op.Slice inner && inner.axis() == axis) {
      Op.Slice both =
          new Op.Slice(axis, inner.start() + slice.start(), inner.start() + slice.end());
      return slice(both, input.input(), shape);
    }
    if (input.op instanceof Op.Concat inner && inner.axis() == axis) {
      return sliceOfConcat(slice, input, shape);
    }
    return terms.plain(slice, List.of(input), shape);
  }

  private Term sliceOfConcat(Op.Slice slice, Term concat, Shape shape) {
    int axis = slice.axis();
    List<Term> parts = new ArrayList<>();
    int offset = 0;
    for (Term part : concat.inputs) {
      int size = part.shape.dim(axis);
      int start = Math.max(slice.start() - offset, 0);
      int end = Math.min(slice.end() - offset, size);
      if (start < end) {
        Shape partShape = part.shape.with(axis, end - start);
        parts.add(slice(new Op.Slice(axis, start, end), part, partShape));
      }
      offset += size;
    }
    return concat(new Op.Concat(axis), parts, shape);
  }

  private static List<Term> flatten(int axis, List<Term> of) {
    int size = 0;
    for (Term term : of) {
      size += nested(axis, term) ? term.inputs.size() : 1;
    }
    boolean flatten = size <= Joins.MOST_TERMS;
    List<Term> parts = new ArrayList<>(size);
    for (Term term : of) {
      if (flatten && nested(axis, term)) {
        parts.addAll(term.inputs);
      } else {
        parts.add(term);
      }
    }
    return parts;
  }

  private static boolean nested(int axis, Term term) {
    return term.op instanceof Op.Concat inner && inner.axis() == axis;
  }

  /** Whether {@code next} goes on where the run that starts with {@code first} ends. */
  private interface Adjacent {
    boolean test(Term first, Term last, Term next, int axis);
  }

  /** What replaces a run of two parts or more. */
  private interface Replacement {
    Term of(List<Term> run, int axis, Shape shape);
  }

  private List<Term> mergeRuns(List<Term> parts, int axis) {
    List<Term> wider =
        replaceRuns(parts, axis, Merges::sameTensor, (run, a, s) -> merged(widen(run, s)));
    return replaceRuns(wider, axis, Merges::sameOp, (run, a, s) -> merged(lift(run, a, s)));
  }

  private Term merged(Term term) {
    merged = true;
    term.uses++;
    return term;
  }

  private static List<Term> replaceRuns(
      List<Term> parts, int axis, Adjacent adjacent, Replacement replacement) {
    List<Term> result = new ArrayList<>(parts.size());
    int start = 0;
    while (start < parts.size()) {
      int end = start + 1;
      while (end < parts.size()
          && adjacent.test(parts.get(start), parts.get(end - 1), parts.get(end), axis)) {
        end++;
      }
      List<Term> run = parts.subList(start, end);
      result.add(
          run.size() == 1 ? run.getFirst() : replacement.of(run, axis, total(run, axis, t -> t)));
      start = end;
    }
    return result;
  }

  private static Shape total(List<Term> run, int axis, UnaryOperator<Term> part) {
    int size = 0;
    for (Term term : run) {
      size += part.apply(term).shape.dim(axis);
    }
    return part.apply(run.getFirst()).shape.with(axis, size);
  }

  @SuppressWarnings("ReferenceEquality") // Terms are stored once, so identity is equality.
  private static boolean adjoining(Term first, Term last, Term next, int axis) {
    if (first.isZero()) {
      return next.isZero();
    }
    return last.op instanceof Op.Slice before
        && next.op instanceof Op.Slice after
        && before.axis() == axis
        && after.axis() == axis
        && before.end() == after.start()
        && last.input() == next.input();
  }

  private Term adjoin(List<Term> run, int axis, Shape shape) {
    Term first = run.getFirst();
    if (first.isZero()) {
      return terms.zero(shape);
    }
    int start = ((Op.Slice) first.op).start();
    Op.Slice whole = new Op.Slice(axis, start, start + shape.dim(axis));
    return slice(whole, first.input(), shape);
  }

  /** conv₁(x) ++ conv₂(x) = conv(x) with the filters of both. */
  private Term widen(List<Term> run, Shape shape) {
    Op.Conv conv = (Op.Conv) run.getFirst().op;
    Op.Conv wider = new Op.Conv(shape.channels(), conv.window(), 1, conv.bias());
    return terms.term(wider, run.getFirst().inputs, shape);
  }

  /** f(a) ++ f(b) = f(a ++ b). */
  private Term lift(List<Term> run, int axis, Shape shape) {
    List<Term> inputs = run.stream().map(Term::input).toList();
    Term joined = concat(new Op.Concat(axis), inputs, total(run, axis, Term::input));
    joined.uses++;
    return terms.term(Merges.widened(run, shape), List.of(joined), shape);
  }
}
