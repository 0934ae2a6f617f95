package convspectrum.executor.vector.step.strided;

import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.kernel.LineKernel;
import convspectrum.executor.vector.kernel.LineKernel.Pass;
import convspectrum.executor.vector.layout.Lines;
import convspectrum.executor.vector.layout.Strided;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Share;
import convspectrum.executor.vector.step.Step;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.spec.graph.Op;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Softmax and layer norms. Each line of elements along some axes is gathered, processed in a few
 * passes while it is in the first-level cache, and written to the result.
 */
public final class LineStep implements Step {
  private static final int[] NO_TABLE = {};

  /** The first elements of each line's result and operand. */
  private final Lines first;

  /** The elements of a line in row-major order, for the positions of result and operand. */
  private final Lines along;

  private final Scratch scratch;
  private final int scratchAt;
  private final Function function;

  /** Whether lines are contiguous whole registers and need not be gathered. */
  private final boolean direct;

  /** A function of a line. */
  private interface Function {
    /**
     * Computes a line, which ends with a whole register or has room for one.
     *
     * @param in position of the line
     * @param out position of the result, which may be the same
     * @param scratch position of this thread's scratch
     */
    void apply(float[] values, float[] weights, int in, int out, int scratch);

    /** Value after the end of a gathered line. */
    float filling();
  }

  private LineStep(
      Strided in,
      Strided out,
      Strided places,
      List<Integer> axes,
      Scratch scratch,
      int scratchAt,
      Function function) {
    this.first = Lines.of(out.without(axes), in.without(axes));
    this.along = Lines.of(places.only(axes), out.only(axes), in.only(axes));
    this.scratch = scratch;
    this.scratchAt = scratchAt;
    this.function = function;
    this.direct =
        along.count() == 1
            && along.stride(1) == 1
            && along.stride(2) == 1
            && scratch.length() == scratch.padded();
  }

  /**
   * Creates a softmax along one axis.
   *
   * @param scratchAt position of each thread's scratch
   */
  public static LineStep softmax(
      Op.Softmax softmax, Strided in, Strided out, Scratch scratch, int scratchAt) {
    return new LineStep(
        in, out, in, List.of(softmax.axis()), scratch, scratchAt, new Softmax(scratch));
  }

  /**
   * Creates a layer norm.
   *
   * @param places row-major, with the values' shape without the other axes
   * @param gamma factors by position; null if there are none
   * @param beta summands by position; null if there are none
   * @param scratchAt position of each thread's scratch
   */
  public static LineStep layerNorm(
      Op.LayerNorm norm,
      Strided in,
      Strided out,
      Strided places,
      float @Nullable [] gamma,
      float @Nullable [] beta,
      Scratch scratch,
      int scratchAt,
      WeightStore store) {
    Normalise function = new Normalise(scratch, norm.epsilon(), store);
    function.pack(gamma, beta, store);
    return new LineStep(in, out, places, norm.axes(), scratch, scratchAt, function);
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    float[] values = memory.values();
    float[] weights = memory.weights();
    int mine = scratchAt + part * scratch.size();
    int length = first.length();
    int end = Share.start(first.elements(), part + 1, parts);
    for (int at = Share.start(first.elements(), part, parts); at < end; at++) {
      int line = at / length;
      int inside = at % length;
      int in = first.at(1, line, inside);
      int out = first.at(0, line, inside);
      if (direct) {
        function.apply(values, weights, in, out, mine);
      } else {
        gather(values, in, mine);
        Arrays.fill(values, mine + scratch.length(), mine + scratch.padded(), function.filling());
        function.apply(values, weights, mine, mine, mine);
        scatter(values, mine, out);
      }
    }
  }

  private void gather(float[] values, int from, int to) {
    int length = along.length();
    int step = along.stride(2);
    for (int line = 0; line < along.count(); line++) {
      int start = from + along.at(2, line, 0);
      if (step == 1) {
        System.arraycopy(values, start, values, to + line * length, length);
      } else {
        for (int i = 0; i < length; i++) {
          values[to + line * length + i] = values[start + i * step];
        }
      }
    }
  }

  private void scatter(float[] values, int from, int to) {
    int length = along.length();
    int step = along.stride(1);
    for (int line = 0; line < along.count(); line++) {
      int start = to + along.at(1, line, 0);
      if (step == 1) {
        System.arraycopy(values, from + line * length, values, start, length);
      } else {
        for (int i = 0; i < length; i++) {
          values[start + i * step] = values[from + line * length + i];
        }
      }
    }
  }

  private static Kernel kernel(Scratch scratch, Pass pass) {
    return new LineKernel(scratch.lanes(), pass, scratch.piece()).kernel();
  }

  private static void pass(
      Kernel kernel,
      Scratch scratch,
      float[] values,
      float[] weights,
      int in,
      int out,
      int line,
      int weight,
      int bias) {
    kernel.run(
        values,
        in,
        out,
        line + scratch.numbers(),
        weights,
        weight,
        bias,
        NO_TABLE,
        scratch.pieces(),
        scratch.registers());
  }

  private static double sum(float[] values, Scratch scratch, int line) {
    double sum = 0;
    int start = line + scratch.sums();
    for (int i = 0; i < scratch.sumsLength(); i++) {
      sum += values[start + i];
    }
    return sum;
  }

  /** exp(x − max) / Σ exp(x − max). */
  private static final class Softmax implements Function {
    private final Scratch scratch;
    private final Kernel maximum;
    private final Kernel exponential;
    private final Kernel scale;

    Softmax(Scratch scratch) {
      this.scratch = scratch;
      this.maximum = kernel(scratch, Pass.MAXIMUM);
      this.exponential = kernel(scratch, Pass.EXPONENTIAL);
      this.scale = kernel(scratch, Pass.SCALE);
    }

    @Override
    public float filling() {
      return -Float.MAX_VALUE;
    }

    @Override
    public void apply(float[] values, float[] weights, int in, int out, int line) {
      pass(maximum, scratch, values, weights, in, in, line, 0, 0);
      float max = -Float.MAX_VALUE;
      for (int i = 0; i < scratch.sumsLength(); i++) {
        max = Math.max(max, values[line + scratch.sums() + i]);
      }
      int numbers = line + scratch.numbers();
      values[numbers] = max;
      pass(exponential, scratch, values, weights, in, out, line, 0, 0);
      values[numbers] = (float) (1 / sum(values, scratch, line));
      pass(scale, scratch, values, weights, out, out, line, 0, 0);
    }
  }

  /** (x − μ) / √(σ² + ε) · γ + β, in two passes and one that writes. */
  private static final class Normalise implements Function {
    private final Scratch scratch;
    private final double epsilon;
    private final Kernel sum;
    private final Kernel squares;
    private final Kernel normalise;
    private final int counted;
    private final int weight;
    private final int bias;

    Normalise(Scratch scratch, double epsilon, WeightStore store) {
      this.scratch = scratch;
      this.epsilon = epsilon;
      this.sum = kernel(scratch, Pass.SUM);
      this.squares = kernel(scratch, Pass.SQUARES);
      this.normalise = kernel(scratch, Pass.NORMALISE);
      this.counted = store.reserve(scratch.padded());
      this.weight = store.reserve(scratch.padded());
      this.bias = store.reserve(scratch.padded());
    }

    void pack(float @Nullable [] gamma, float @Nullable [] beta, WeightStore store) {
      for (int i = 0; i < scratch.length(); i++) {
        store.set(counted + i, 1);
        store.set(weight + i, gamma == null ? 1 : gamma[i]);
        store.set(bias + i, beta == null ? 0 : beta[i]);
      }
    }

    @Override
    public float filling() {
      return 0;
    }

    @Override
    public void apply(float[] values, float[] weights, int in, int out, int line) {
      pass(sum, scratch, values, weights, in, in, line, 0, 0);
      int numbers = line + scratch.numbers();
      values[numbers] = (float) (sum(values, scratch, line) / scratch.length());
      pass(squares, scratch, values, weights, in, in, line, counted, 0);
      double variance = sum(values, scratch, line) / scratch.length();
      values[numbers + 1] = (float) (1 / Math.sqrt(variance + epsilon));
      pass(normalise, scratch, values, weights, in, out, line, weight, bias);
    }
  }
}
