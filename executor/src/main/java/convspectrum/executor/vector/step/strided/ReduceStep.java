package convspectrum.executor.vector.step.strided;

import convspectrum.executor.vector.layout.Lines;
import convspectrum.executor.vector.layout.Strided;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Share;
import convspectrum.executor.vector.step.Step;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;

/** Reduces values over some axes, in float64. */
public final class ReduceStep implements Step {
  private final Reduction function;

  /** The lines of the result and of the first element that is reduced to it. */
  private final Lines kept;

  /** The elements that are reduced to one, as distances from the first of them. */
  private final Lines reduced;

  /** Creates a reduction of {@code in} to {@code out}, in which the reduced axes have size 1. */
  public ReduceStep(Op.Reduce reduce, Strided in, Strided out) {
    this.function = reduce.function();
    this.kept = Lines.of(out, in.without(reduce.axes()));
    this.reduced = Lines.of(in.only(reduce.axes()));
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    int length = kept.length();
    int end = Share.start(kept.elements(), part + 1, parts);
    for (int at = Share.start(kept.elements(), part, parts); at < end; at++) {
      int line = at / length;
      int inside = at % length;
      double result = result(memory.values(), kept.at(1, line, inside));
      memory.values()[kept.at(0, line, inside)] = (float) result;
    }
  }

  private double result(float[] values, int first) {
    double result =
        switch (function) {
          case MEAN, SUM, L2 -> 0;
          case PRODUCT -> 1;
          case MAX -> Double.NEGATIVE_INFINITY;
          case MIN -> Double.POSITIVE_INFINITY;
        };
    for (int line = 0; line < reduced.count(); line++) {
      result = along(values, first + reduced.at(0, line, 0), result);
    }
    return switch (function) {
      case MEAN -> result / reduced.elements();
      case L2 -> Math.sqrt(result);
      case SUM, MAX, MIN, PRODUCT -> result;
    };
  }

  private double along(float[] values, int start, double before) {
    int length = reduced.length();
    int step = reduced.stride(0);
    double result = before;
    switch (function) {
      case MEAN, SUM -> {
        for (int i = 0; i < length; i++) {
          result += values[start + i * step];
        }
      }
      case L2 -> {
        for (int i = 0; i < length; i++) {
          double value = values[start + i * step];
          result += value * value;
        }
      }
      case MAX -> {
        for (int i = 0; i < length; i++) {
          result = Math.max(result, values[start + i * step]);
        }
      }
      case PRODUCT -> {
        for (int i = 0; i < length; i++) {
          result *= values[start + i * step];
        }
      }
      case MIN -> {
        for (int i = 0; i < length; i++) {
          result = Math.min(result, values[start + i * step]);
        }
      }
    }
    return result;
  }
}
