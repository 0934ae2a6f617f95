package convspectrum.executor.vector.step;

import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.kernel.ElementwiseKernel;
import convspectrum.executor.vector.kernel.ElementwiseKernel.Operation;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.spec.graph.Op;
import java.util.Optional;

/** Pointwise work on feature maps with the same channel order. */
public final class ElementwiseStep implements Step {
  private final FeatureMap in;
  private final FeatureMap out;
  private final Optional<FeatureMap> other;
  private final boolean repeated;
  private final int weight;
  private final int bias;
  private final Kernel kernel;
  private final int registers;
  private final int lanes;

  private ElementwiseStep(
      FeatureMap in,
      FeatureMap out,
      Optional<FeatureMap> other,
      Operation operation,
      int weight,
      int bias,
      Optional<Op.Activation> activation,
      Lanes lanes) {
    this.in = in;
    this.out = out;
    this.other = other;
    this.weight = weight;
    this.bias = bias;
    this.repeated =
        other.isPresent()
            && other.get().height() == 1
            && other.get().width() == 1
            && (in.height() > 1 || in.width() > 1);
    int otherRun = repeated ? 0 : other.map(FeatureMap::pixel).orElse(0);
    this.kernel =
        new ElementwiseKernel(lanes, operation, in.pixel(), out.pixel(), otherRun, activation)
            .kernel();
    this.lanes = lanes.count();
    this.registers = Math.ceilDiv(in.order().slots(), lanes.count());
  }

  /** A step with one input that applies only the activation. */
  public static ElementwiseStep of(
      FeatureMap in, FeatureMap out, Optional<Op.Activation> activation, Lanes lanes) {
    return new ElementwiseStep(in, out, Optional.empty(), Operation.COPY, 0, 0, activation, lanes);
  }

  /**
   * A step with two inputs.
   *
   * @param other as large as the first, or one pixel for each picture that is used for every pixel
   */
  public static ElementwiseStep of(
      FeatureMap in,
      FeatureMap other,
      FeatureMap out,
      Operation operation,
      Optional<Op.Activation> activation,
      Lanes lanes) {
    return new ElementwiseStep(in, out, Optional.of(other), operation, 0, 0, activation, lanes);
  }

  /**
   * A step with a factor and a summand for each channel.
   *
   * @param scale per channel
   * @param shift per channel
   */
  public static ElementwiseStep affine(
      FeatureMap in,
      FeatureMap out,
      double[] scale,
      double[] shift,
      Optional<Op.Activation> activation,
      Lanes lanes,
      WeightStore store) {
    int slots = lanes.roundUp(in.order().slots());
    int weight = store.reserve(slots);
    int bias = store.reserve(slots);
    for (int c = 0; c < scale.length; c++) {
      store.set(weight + in.order().slot(c), (float) scale[c]);
      store.set(bias + in.order().slot(c), (float) shift[c]);
    }
    return new ElementwiseStep(
        in, out, Optional.empty(), Operation.AFFINE, weight, bias, activation, lanes);
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    if (out.height() == 1 && out.width() == 1) {
      for (int n = 0; n < out.batch(); n++) {
        int from = Share.start(registers, part, parts);
        run(memory, n, 0, from * lanes, Share.start(registers, part + 1, parts) - from);
      }
      return;
    }
    int end = Share.start(out.height(), part + 1, parts);
    for (int n = 0; n < out.batch(); n++) {
      for (int y = Share.start(out.height(), part, parts); y < end; y++) {
        run(memory, n, y, 0, registers);
      }
    }
  }

  private void run(Memory memory, int n, int y, int slot, int depth) {
    int second = other.isEmpty() ? 0 : repeated ? other.get().at(n, 0, 0) : other.get().at(n, y, 0);
    kernel.run(
        memory.values(),
        in.at(n, y, 0) + slot,
        out.at(n, y, 0) + slot,
        second + slot,
        memory.weights(),
        weight + slot,
        bias + slot,
        NO_TABLE,
        out.width(),
        depth);
  }

  private static final int[] NO_TABLE = {};
}
