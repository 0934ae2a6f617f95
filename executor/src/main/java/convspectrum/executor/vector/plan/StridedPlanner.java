package convspectrum.executor.vector.plan;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.VALUE;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.ScaleAndShift;
import convspectrum.executor.vector.kernel.ElementwiseKernel.Operation;
import convspectrum.executor.vector.layout.Strided;
import convspectrum.executor.vector.step.Step;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.executor.vector.step.gemm.MatMulStep;
import convspectrum.executor.vector.step.strided.AffineStep;
import convspectrum.executor.vector.step.strided.ConstantStep;
import convspectrum.executor.vector.step.strided.CopyStep;
import convspectrum.executor.vector.step.strided.FillStep;
import convspectrum.executor.vector.step.strided.GatherStep;
import convspectrum.executor.vector.step.strided.LineStep;
import convspectrum.executor.vector.step.strided.PointwiseFunction;
import convspectrum.executor.vector.step.strided.PointwiseStep;
import convspectrum.executor.vector.step.strided.ReduceStep;
import convspectrum.executor.vector.step.strided.Scratch;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Plans operations on values of any rank, in either layout. */
final class StridedPlanner {
  private final Values values;
  private final Weights weights;
  private final Lanes lanes;
  private final int threads;
  private final WeightStore store;

  StridedPlanner(Values values, Weights weights, Lanes lanes, int threads, WeightStore store) {
    this.values = values;
    this.weights = weights;
    this.lanes = lanes;
    this.threads = threads;
    this.store = store;
  }

  /** Plans a unit with one step that needs only its input and output. */
  private void single(FusedUnit unit, BiFunction<Strided, Strided, Step> step) {
    Value in = values.asStrided(unit.inputs().getFirst());
    Value out = values.newStrided(unit);
    values
        .task(unit, List.of(in), out)
        .by(() -> List.of(step.apply(in.strided(lanes), out.strided(lanes))));
    values.deliver(unit, out);
  }

  void pointwise(FusedUnit unit, PointwiseFunction function) {
    List<Value> reads = reads(unit);
    Value out = values.newStrided(unit);
    values
        .task(unit, reads, out)
        .by(() -> List.of(PointwiseStep.of(function, out.strided(lanes), operands(reads, out))));
    values.deliver(unit, out);
  }

  void broadcast(FusedUnit unit, Operation operation) {
    List<Value> reads = reads(unit);
    Value out = values.newStrided(unit);
    values
        .task(unit, reads, out)
        .by(() -> {
          Strided[] operands = operands(reads, out);
          Strided target = out.strided(lanes);
          List<Step> steps = new ArrayList<>();
          for (int i = 1; i < operands.length; i++) {
            Strided first = i == 1 ? operands[0] : target;
            steps.add(PointwiseStep.of(operation, target, first, operands[i], lanes));
          }
          return steps;
        });
    values.deliver(unit, out);
  }

  private List<Value> reads(FusedUnit unit) {
    return unit.inputs().stream().map(values::asStrided).toList();
  }

  private Strided[] operands(List<Value> reads, Value out) {
    return reads.stream()
        .map(value -> value.strided(lanes).broadcast(out.shape()))
        .toArray(Strided[]::new);
  }

  void affine(FusedUnit unit) {
    Shape shape = unit.main().shape();
    single(
        unit,
        (in, out) -> {
          ScaleAndShift factors = ScaleAndShift.of(unit.main(), shape.channels(), weights);
          factors.then(unit.main(), weights);
          return new AffineStep(in, out, shape, factors.scale(), factors.shift(), store);
        });
  }

  void transpose(FusedUnit unit, Op.Transpose transpose) {
    single(unit, (in, out) -> new CopyStep(in.permuted(transpose.permutation()), out));
  }

  void gather(FusedUnit unit, Op.Gather gather) {
    Value from = values.asMatrix(unit.inputs().get(0));
    Value places = values.asMatrix(unit.inputs().get(1));
    Value out = values.newValue(unit.result());
    String name = unit.main().name();
    values
        .task(unit, List.of(from, places), out)
        .by(() ->
            List.of(
                new GatherStep(name, from.matrix(), places.matrix(), out.matrix(), gather.axis())));
  }

  void slice(FusedUnit unit, Op.Slice slice) {
    int size = slice.end() - slice.start();
    single(unit, (in, out) -> new CopyStep(in.slice(slice.axis(), slice.start(), size), out));
  }

  void concat(FusedUnit unit, Op.Concat concat) {
    List<Value> reads = reads(unit);
    Value out = values.newStrided(unit);
    values
        .task(unit, reads, out)
        .by(() -> {
          List<Step> steps = new ArrayList<>();
          int start = 0;
          for (Value part : reads) {
            int size = part.shape().dim(concat.axis());
            Strided to = out.strided(lanes).slice(concat.axis(), start, size);
            steps.add(new CopyStep(part.strided(lanes), to));
            start += size;
          }
          return steps;
        });
    values.deliver(unit, out);
  }

  void pad(FusedUnit unit, Op.Pad pad) {
    Value in = values.asStrided(unit.inputs().getFirst());
    Value out = values.newStrided(unit);
    Shape shape = in.shape();
    values
        .task(unit, List.of(), out)
        .by(() -> List.of(new FillStep(out.strided(lanes), (float) pad.value())));
    values
        .task(unit, List.of(in), out)
        .by(() -> {
          Strided inside =
              out.strided(lanes)
                  .slice(2, pad.padding().top(), shape.height())
                  .slice(3, pad.padding().left(), shape.width());
          return List.of(new CopyStep(in.strided(lanes), inside));
        });
    values.deliver(unit, out);
  }

  void reduce(FusedUnit unit, Op.Reduce reduce) {
    single(unit, (in, out) -> new ReduceStep(reduce, in, out));
  }

  void softmax(FusedUnit unit, Op.Softmax softmax) {
    Scratch scratch = Scratch.of(unit.main().shape().dim(softmax.axis()), lanes);
    line(unit, scratch, (in, out, at) -> LineStep.softmax(softmax, in, out, scratch, at));
  }

  void layerNorm(FusedUnit unit, Op.LayerNorm norm) {
    Node node = unit.main();
    Shape places = node.shape();
    for (int axis = 0; axis < places.rank(); axis++) {
      places = norm.axes().contains(axis) ? places : places.with(axis, 1);
    }
    Strided rowMajor = Strided.rowMajor(places, 0);
    Scratch scratch = Scratch.of(Math.toIntExact(places.elements()), lanes);
    line(
        unit,
        scratch,
        (in, out, at) ->
            LineStep.layerNorm(
                norm,
                in,
                out,
                rowMajor,
                norm.affine() ? weights.get(node, WEIGHT).data() : null,
                norm.affine() ? weights.get(node, BIAS).data() : null,
                scratch,
                at,
                store));
  }

  /** Creates a step that needs scratch. */
  private interface LineMaker {
    Step make(Strided in, Strided out, int scratchAt);
  }

  private void line(FusedUnit unit, Scratch scratch, LineMaker maker) {
    Value in = values.asStrided(unit.inputs().getFirst());
    Value out = values.newStrided(unit);
    Value space = Value.matrix(Shape.of(threads, scratch.size()));
    values
        .task(unit, List.of(in, space), out)
        .by(() ->
            List.of(maker.make(in.strided(lanes), out.strided(lanes), space.matrix().offset())));
    values.deliver(unit, out);
  }

  void matMul(FusedUnit unit) {
    Value a = values.asMatrix(unit.inputs().get(0));
    Value b = values.asMatrix(unit.inputs().get(1));
    Value out = values.newValue(unit.result());
    MatMulStep.Packed packed = MatMulStep.Packed.of(b.shape(), a.shape().dim(-2), threads, lanes);
    Value space = Value.matrix(Shape.of(packed.size()));
    values
        .task("pack", List.of(), List.of(b), space)
        .by(() -> List.of(MatMulStep.packing(b.matrix(), packed, space.matrix().offset())));
    values
        .task(unit, List.of(a, space), out)
        .by(() ->
            List.of(
                new MatMulStep(a.matrix(), out.matrix(), packed, space.matrix().offset(), lanes)));
  }

  void constant(FusedUnit unit) {
    Value out = values.newValue(unit.result());
    values
        .task(unit, List.of(), out)
        .by(() -> List.of(new ConstantStep(weights.get(unit.main(), VALUE), out.matrix(), store)));
  }

  void zero(FusedUnit unit) {
    Value out = values.newStrided(unit);
    values.task(unit, List.of(), out).by(() -> List.of(new FillStep(out.strided(lanes), 0)));
    values.deliver(unit, out);
  }
}
