package convspectrum.spec.canonical;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes terms in their simplest form: each rewrite of the package's list is applied where an op
 * meets its inputs, which are simple already. Terms are therefore made in execution order.
 */
final class Terms {
  private static final long[] NONE = {};

  private final Map<Term, Term> known = new HashMap<>();
  private final Joins joins = new Joins(this);
  private final Concats concats;
  private int inputs;

  /**
   * @param mergeParts whether equal ops on the parts of a concat become one op; needs {@link
   *     Term#uses} of the parts
   */
  Terms(boolean mergeParts) {
    this.concats = new Concats(this, mergeParts);
  }

  /** Whether parts of a concat were made one op. */
  boolean merged() {
    return concats.merged();
  }

  /** The simplest term that equals {@code op} of {@code of}. */
  Term term(Op op, List<Term> of, Shape shape) {
    return switch (op) {
      case Op.Input _ -> input(op, shape);
      case Op.Constant _ -> stored(op, of, shape);
      case Op.Conv conv ->
          of.getFirst().isZero() && !conv.bias() ? zero(shape) : stored(op, of, shape);
      case Op.Composite composite ->
          composite.parameters(of.stream().map(term -> term.shape).toList()).isEmpty()
              ? plain(op, of, shape)
              : stored(op, of, shape);
      case Op.Linear linear ->
          of.getFirst().isZero() && !linear.bias() ? zero(shape) : stored(op, of, shape);
      case Op.BatchNorm _ -> stored(op, of, shape);
      case Op.LayerNorm norm -> {
        if (norm.affine()) {
          yield stored(op, of, shape);
        }
        yield zeroPreserving(op, of, shape);
      }
      case Op.Activation activation -> activation(activation, of, shape);
      case Op.Pool pool -> pool(pool, of, shape);
      case Op.GlobalPool _, Op.Resize _ -> sameShapeIsIdentity(op, of, shape);
      case Op.Add _, Op.Multiply _ -> joins.join(op, of, shape);
      case Op.Concat concat -> concats.concat(concat, of, shape);
      case Op.Slice slice -> concats.slice(slice, of.getFirst(), shape);
      case Op.ChannelShuffle shuffle ->
          shuffle.groups() == 1 || shuffle.groups() == shape.channels()
              ? of.getFirst()
              : zeroPreserving(op, of, shape);
      case Op.Pad pad -> pad(pad, of, shape);
      case Op.Softmax _ -> plain(op, of, shape);
      case Op.MatMul _ ->
          of.get(0).isZero() || of.get(1).isZero() ? zero(shape) : plain(op, of, shape);
      case Op.Transpose transpose -> transpose(transpose, of, shape);
      case Op.Reshape _ -> reshape(op, of, shape);
      case Op.Scale scale -> scale(scale, of, shape);
      case Op.ChannelScale _ -> of.getFirst().isZero() ? zero(shape) : stored(op, of, shape);
      case Op.Identity _ -> of.getFirst();
      case Op.Gather _ -> zeroPreserving(op, of, shape);
      case Op.Zero _ -> zero(shape);
      case Op.Unary _, Op.Binary _, Op.Where _ -> plain(op, of, shape);
      case Op.Reduce reduce ->
          reduce.axes().isEmpty() && reduce.function() != Reduction.L2
              ? of.getFirst()
              : zeroPreserving(op, of, shape);
    };
  }

  /** The term of {@code old}, made anew from inputs that may have changed. */
  Term again(Term old, List<Term> of) {
    Term made;
    if (old.isCommutative()) {
      made = joins.join(old.op, of, old::multiplicity, old.shape);
    } else {
      made = term(old.op, of, old.shape);
    }
    // Two old terms may become one: its uses add up.
    made.uses += old.uses;
    return made;
  }

  Term zero(Shape shape) {
    return plain(new Op.Zero(), List.of(), shape);
  }

  /** A term without parameters: one for all equal ones. */
  Term plain(Op op, List<Term> of, Shape shape) {
    return plain(op, of, NONE, shape);
  }

  Term plain(Op op, List<Term> of, long[] multiplicities, Shape shape) {
    Term made = new Term(op, shape, of, multiplicities, false, Label.of(op, of, shape));
    Term before = known.putIfAbsent(made, made);
    return before == null ? made : before;
  }

  /** A term with values of its own, which equals no other. */
  Term stored(Op op, List<Term> of, Shape shape) {
    return new Term(op, shape, of, NONE, true, Label.of(op, of, shape));
  }

  private Term input(Op op, Shape shape) {
    long label = Hash.combine(Label.of(op, List.of(), shape), inputs++);
    return new Term(op, shape, List.of(), NONE, true, label);
  }

  private Term zeroPreserving(Op op, List<Term> of, Shape shape) {
    return of.getFirst().isZero() ? zero(shape) : plain(op, of, shape);
  }

  private Term sameShapeIsIdentity(Op op, List<Term> of, Shape shape) {
    return of.getFirst().shape.equals(shape) ? of.getFirst() : zeroPreserving(op, of, shape);
  }

  private Term activation(Op.Activation activation, List<Term> of, Shape shape) {
    Term input = of.getFirst();
    if (input.isZero() && keepsZero(activation)) {
      return zero(shape);
    }
    boolean repeated =
        activation.function() == ActivationFunction.RELU
            && input.op instanceof Op.Activation inner
            && inner.function() == ActivationFunction.RELU;
    return repeated ? input : plain(activation, of, shape);
  }

  private static boolean keepsZero(Op.Activation activation) {
    return switch (activation.function()) {
      case RELU, RELU6, LEAKY_RELU, ELU, SELU, TANH, SILU, HARD_SWISH, GELU, GELU_TANH, MISH ->
          true;
      case SIGMOID, HARD_SIGMOID, SOFTPLUS -> false;
      case CLIP -> activation.alpha() <= 0 && activation.beta() >= 0;
    };
  }

  private Term pool(Op.Pool pool, List<Term> of, Shape shape) {
    boolean single = pool.window().taps() == 1 && pool.window().padding().equals(Padding.NONE);
    return single ? sameShapeIsIdentity(pool, of, shape) : zeroPreserving(pool, of, shape);
  }

  private Term pad(Op.Pad pad, List<Term> of, Shape shape) {
    if (pad.padding().equals(Padding.NONE)) {
      return of.getFirst();
    }
    return pad.value() == 0 ? zeroPreserving(pad, of, shape) : plain(pad, of, shape);
  }

  private Term scale(Op.Scale scale, List<Term> of, Shape shape) {
    if (scale.factor() == 1) {
      return of.getFirst();
    }
    return scale.factor() == 0 ? zero(shape) : zeroPreserving(scale, of, shape);
  }

  private Term reshape(Op op, List<Term> of, Shape shape) {
    Term input = of.getFirst();
    Term source = input.op instanceof Op.Reshape ? input.input() : input;
    return sameShapeIsIdentity(op, List.of(source), shape);
  }

  private Term transpose(Op.Transpose transpose, List<Term> of, Shape shape) {
    Term input = of.getFirst();
    List<Integer> order = transpose.permutation();
    if (input.op instanceof Op.Transpose inner) {
      order = order.stream().map(inner.permutation()::get).toList();
      input = input.input();
    }
    boolean still = true;
    for (int axis = 0; axis < order.size(); axis++) {
      still &= order.get(axis) == axis;
    }
    return still ? input : zeroPreserving(new Op.Transpose(order), List.of(input), shape);
  }
}
