package convspectrum.executor.onednn.plan;

import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.ScaleAndShift;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Weights;

/**
 * The weights and the bias of a unit, with the batch norms and scales behind it folded in. They are
 * computed when they are asked for.
 *
 * @param unit whose main op has weights with the outputs as their first axis
 * @param outputs number of outputs
 * @param all weights of the graph
 */
record FoldedWeights(FusedUnit unit, int outputs, Weights all) {
  /** Whether a number is added to each output. */
  boolean hasShift() {
    boolean bias =
        switch (unit.main().op()) {
          case Op.Conv conv -> conv.bias();
          case Op.Linear linear -> linear.bias();
          default -> false;
        };
    return bias || unit.folded().stream().anyMatch(node -> node.op() instanceof Op.BatchNorm);
  }

  /** The weights times the factor of their output. */
  float[] weights() {
    float[] weights = all.get(unit.main(), WEIGHT).data();
    if (unit.folded().isEmpty()) {
      return weights;
    }
    double[] scale = scaleAndShift().scale();
    float[] scaled = new float[weights.length];
    int each = weights.length / outputs;
    for (int i = 0; i < weights.length; i++) {
      scaled[i] = (float) (weights[i] * scale[i / each]);
    }
    return scaled;
  }

  /** What is added to each output. */
  float[] shift() {
    double[] shift = scaleAndShift().shift();
    float[] rounded = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      rounded[i] = (float) shift[i];
    }
    return rounded;
  }

  private ScaleAndShift scaleAndShift() {
    ScaleAndShift result = ScaleAndShift.of(unit.main(), outputs, all);
    for (Node node : unit.folded()) {
      result.then(node, all);
    }
    return result;
  }
}
