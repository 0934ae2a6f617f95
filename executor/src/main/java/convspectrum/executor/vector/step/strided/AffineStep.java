package convspectrum.executor.vector.step.strided;

import convspectrum.executor.vector.layout.Lines;
import convspectrum.executor.vector.layout.Strided;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Share;
import convspectrum.executor.vector.step.Step;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;

/** Applies a factor and a summand for each index of axis 1, to values of any rank. */
public final class AffineStep implements Step {
  /** The lines of result, operand and factors. */
  private final Lines lines;

  /** Distance from a factor to its summand. */
  private final int toShift;

  /**
   * Stores factors and summands.
   *
   * @param shape of both values, of rank 2 or more
   */
  public AffineStep(
      Strided in, Strided out, Shape shape, double[] scale, double[] shift, WeightStore store) {
    int weight = store.reserve(scale.length);
    int bias = store.reserve(shift.length);
    for (int c = 0; c < scale.length; c++) {
      store.set(weight + c, (float) scale[c]);
      store.set(bias + c, (float) shift[c]);
    }
    int[] ones = new int[shape.rank() - 1];
    Arrays.fill(ones, 1);
    ones[0] = scale.length;
    Strided factors = Strided.rowMajor(Shape.of(ones), weight).broadcast(shape);
    this.lines = Lines.of(out, in, factors);
    this.toShift = bias - weight;
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    float[] values = memory.values();
    float[] weights = memory.weights();
    int length = lines.length();
    int end = Share.start(lines.elements(), part + 1, parts);
    for (int at = Share.start(lines.elements(), part, parts); at < end; ) {
      int inside = at % length;
      int count = Math.min(length - inside, end - at);
      int out = lines.at(0, at / length, inside);
      int in = lines.at(1, at / length, inside);
      int factor = lines.at(2, at / length, inside);
      for (int i = 0; i < count; i++) {
        int place = factor + i * lines.stride(2);
        values[out + i * lines.stride(0)] =
            values[in + i * lines.stride(1)] * weights[place] + weights[place + toShift];
      }
      at += count;
    }
  }
}
