package convspectrum.executor.vector.step.strided;

import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.kernel.ElementwiseKernel;
import convspectrum.executor.vector.kernel.ElementwiseKernel.Operation;
import convspectrum.executor.vector.layout.Lines;
import convspectrum.executor.vector.layout.Strided;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Share;
import convspectrum.executor.vector.step.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes a function of up to three values, which are broadcast, element by element. */
public final class PointwiseStep implements Step {
  private static final int[] NO_TABLE = {};

  private final Lines lines;
  private final PointwiseFunction function;
  private final int b;
  private final int c;
  private final int lanes;
  private final @Nullable Kernel kernel;

  private PointwiseStep(
      Lines lines, PointwiseFunction function, int operands, int lanes, @Nullable Kernel kernel) {
    this.lines = lines;
    this.function = function;
    this.b = Math.min(2, operands);
    this.c = Math.min(3, operands);
    this.lanes = lanes;
    this.kernel = kernel;
  }

  /** Takes operands that broadcast to the result's shape; missing ones are the same as the last. */
  public static PointwiseStep of(PointwiseFunction function, Strided out, Strided... operands) {
    Strided[] all = new Strided[operands.length + 1];
    all[0] = out;
    System.arraycopy(operands, 0, all, 1, operands.length);
    return new PointwiseStep(Lines.of(all), function, operands.length, 1, null);
  }

  /** Creates an operation of the kernels, which uses registers if neighbours are adjacent. */
  public static PointwiseStep of(
      Operation operation, Strided out, Strided a, Strided b, Lanes lanes) {
    Lines lines = Lines.of(out, a, b);
    boolean dense = lines.stride(0) == 1 && lines.stride(1) == 1 && lines.stride(2) == 1;
    Kernel kernel =
        dense ? new ElementwiseKernel(lanes, operation, 0, 0, 0, Optional.empty()).kernel() : null;
    return new PointwiseStep(lines, PointwiseFunction.of(operation), 2, lanes.count(), kernel);
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    int length = lines.length();
    int end = Share.start(lines.elements(), part + 1, parts);
    for (int at = Share.start(lines.elements(), part, parts); at < end; ) {
      int inside = at % length;
      int count = Math.min(length - inside, end - at);
      segment(memory, at / length, inside, count);
      at += count;
    }
  }

  private void segment(Memory memory, int line, int inside, int count) {
    float[] values = memory.values();
    int out = lines.at(0, line, inside);
    int first = lines.at(1, line, inside);
    int second = lines.at(b, line, inside);
    int third = lines.at(c, line, inside);
    int done = 0;
    if (kernel != null && count >= lanes) {
      int registers = count / lanes;
      kernel.run(values, first, out, second, memory.weights(), 0, 0, NO_TABLE, 1, registers);
      done = registers * lanes;
    }
    int outStep = lines.stride(0);
    int firstStep = lines.stride(1);
    int secondStep = lines.stride(b);
    int thirdStep = lines.stride(c);
    for (int i = done; i < count; i++) {
      values[out + i * outStep] =
          (float)
              function.of(
                  values[first + i * firstStep],
                  values[second + i * secondStep],
                  values[third + i * thirdStep]);
    }
  }
}
