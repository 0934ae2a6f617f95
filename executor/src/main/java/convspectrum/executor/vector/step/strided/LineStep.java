package convspectrum.executor.vector.step.strided;

import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.LineKernel;
import convspectrum.executor.vector.code.LineKernel.Pass;
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
 * Softmax and layer norms: each line of elements along some axes is gathered, passed over a few
 * times while it is in the first-level cache, and put where the result goes.
 */
public final class LineStep implements Step {
  private static final int[] NO_TABLE = {};

  /** The first elements of each line's result and operand. */
  private final Lines first;

  /** The elements of a line in row-major order: places, result and operand. */
  private final Lines along;

  private final Scratch scratch;
  private final int scratchAt;
  private final Function function;

  /** What is done to a line. */
  private interface Function {
    void apply(Memory memory, int line);
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
  }

  /**
   * Along one axis.
   *
   * @param scratchAt where each thread finds its scratch
   */
  public static LineStep softmax(
      Op.Softmax softmax, Strided in, Strided out, Scratch scratch, int scratchAt) {
    return new LineStep(
        in, out, in, List.of(softmax.axis()), scratch, scratchAt, new Softmax(scratch));
  }

  /**
   * A layer norm.
   *
   * @param places row-major, of the values' shape without the other axes
   * @param gamma factors, by place; null for none
   * @param beta summands, by place; null for none
   * @param scratchAt where each thread finds its scratch
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
    int mine = scratchAt + part * scratch.size();
    int length = first.length();
    int end = Share.start(first.elements(), part + 1, parts);
    for (int at = Share.start(first.elements(), part, parts); at < end; at++) {
      int line = at / length;
      int inside = at % length;
      gather(memory.values(), first.at(1, line, inside), mine);
      function.apply(memory, mine);
      scatter(memory.values(), mine, first.at(0, line, inside));
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
      Memory memory, Kernel kernel, Scratch scratch, int line, int weight, int bias) {
    kernel.run(
        memory.values(),
        line,
        line + scratch.sums(),
        line + scratch.numbers(),
        memory.weights(),
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
    public void apply(Memory memory, int line) {
      float[] values = memory.values();
      Arrays.fill(values, line + scratch.length(), line + scratch.padded(), -Float.MAX_VALUE);
      pass(memory, maximum, scratch, line, 0, 0);
      float max = -Float.MAX_VALUE;
      for (int i = 0; i < scratch.sumsLength(); i++) {
        max = Math.max(max, values[line + scratch.sums() + i]);
      }
      values[line + scratch.numbers()] = max;
      pass(memory, exponential, scratch, line, 0, 0);
      values[line + scratch.numbers()] = (float) (1 / sum(values, scratch, line));
      pass(memory, scale, scratch, line, 0, 0);
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
    public void apply(Memory memory, int line) {
      float[] values = memory.values();
      Arrays.fill(values, line + scratch.length(), line + scratch.padded(), 0);
      pass(memory, sum, scratch, line, 0, 0);
      int numbers = line + scratch.numbers();
      values[numbers] = (float) (sum(values, scratch, line) / scratch.length());
      pass(memory, squares, scratch, line, counted, 0);
      double variance = sum(values, scratch, line) / scratch.length();
      values[numbers + 1] = (float) (1 / Math.sqrt(variance + epsilon));
      pass(memory, normalise, scratch, line, weight, bias);
    }
  }
}
