package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.ScaleAndShift;
import convspectrum.executor.vector.kernel.ElementwiseKernel.Operation;
import convspectrum.executor.vector.step.ElementwiseStep;
import convspectrum.executor.vector.step.PoolStep;
import convspectrum.executor.vector.step.ResizeStep;
import convspectrum.executor.vector.step.Step;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans work that registers do pixel by pixel: pools, affine and pointwise operations. */
final class PointwisePlanner {
  private final Values values;
  private final Layouts layouts;
  private final Weights weights;
  private final Lanes lanes;
  private final WeightStore store;

  PointwisePlanner(
      Values values, Layouts layouts, Weights weights, Lanes lanes, WeightStore store) {
    this.values = values;
    this.layouts = layouts;
    this.weights = weights;
    this.lanes = lanes;
    this.store = store;
  }

  void pool(FusedUnit unit, Op.Pool pool) {
    Value in = values.asMap(unit.inputs().getFirst());
    Value out = values.sameOrder(unit, in);
    values
        .task(unit, List.of(in), out)
        .by(() ->
            List.of(
                PoolStep.of(in.map(lanes), out.map(lanes), pool, unit.activation(), lanes, store)));
    values.deliver(unit, out);
  }

  void resize(FusedUnit unit, Op.Resize resize) {
    Value in = values.asMap(unit.inputs().getFirst());
    Value out = values.sameOrder(unit, in);
    values
        .task(unit, List.of(in), out)
        .by(() -> List.of(new ResizeStep(in.map(lanes), out.map(lanes), resize.interpolation())));
    values.deliver(unit, out);
  }

  void affine(FusedUnit unit) {
    Value in = values.asMap(unit.inputs().getFirst());
    Value out = values.sameOrder(unit, in);
    values
        .task(unit, List.of(in), out)
        .by(() -> {
          int channels = unit.main().shape().channels();
          ScaleAndShift factors = ScaleAndShift.of(unit.main(), channels, weights);
          factors.then(unit.main(), weights);
          return List.of(
              ElementwiseStep.affine(
                  in.map(lanes),
                  out.map(lanes),
                  factors.scale(),
                  factors.shift(),
                  unit.activation(),
                  lanes,
                  store));
        });
    values.deliver(unit, out);
  }

  void elementwise(FusedUnit unit, Operation operation, Optional<Op.Activation> activation) {
    boolean map = layouts.isMap(unit.result());
    // A single pixel that is combined with all others comes second.
    List<Node> inputs = new ArrayList<>(unit.inputs());
    if (operation == Operation.ADD || operation == Operation.MULTIPLY) {
      inputs.sort((a, b) -> Long.compare(b.shape().elements(), a.shape().elements()));
    }
    Value first = map ? values.asMap(inputs.getFirst()) : values.asMatrix(inputs.getFirst());
    List<Value> reads = new ArrayList<>(List.of(first));
    for (Node other : inputs.subList(1, inputs.size())) {
      reads.add(map ? values.asMap(other, first.requireOrder()) : values.asMatrix(other));
    }
    Value out = values.sameOrder(unit, first);
    values.task(unit, reads, out).by(() -> elementwise(reads, out, operation, activation));
    values.deliver(unit, out);
  }

  private List<Step> elementwise(
      List<Value> reads, Value out, Operation operation, Optional<Op.Activation> activation) {
    var target = out.isMap() ? out.map(lanes) : out.matrix().flat();
    var maps = reads.stream().map(v -> v.isMap() ? v.map(lanes) : v.matrix().flat()).toList();
    if (maps.size() == 1) {
      return List.of(ElementwiseStep.of(maps.getFirst(), target, activation, lanes));
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 1; i < maps.size(); i++) {
      boolean last = i == maps.size() - 1;
      steps.add(
          ElementwiseStep.of(
              i == 1 ? maps.getFirst() : target,
              maps.get(i),
              target,
              operation,
              last ? activation : Optional.empty(),
              lanes));
    }
    return steps;
  }
}
