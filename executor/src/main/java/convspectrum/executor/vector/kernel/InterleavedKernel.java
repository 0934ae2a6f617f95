package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.ActivationCode;
import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Kernels;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.spec.graph.Op;
import java.util.Optional;

/**
 * Grouped convolution with one group in each lane. Channel i of group g is at slot i · G + g, so
 * that a register holds channel i of several groups and no permutation is needed.
 *
 * <p>Arguments: {@code count} tiles along a row; {@code table} holds {@code depth} offsets, one for
 * each input channel and row of taps; the layout of weights is [input and row][output][tap][lane].
 *
 * @param use the values that stay in registers beside the sums
 * @param outputs number of channels of a group that a tile computes
 * @param columns number of pixels of a tile
 * @param taps number of taps in a row of the kernel
 * @param stride pixels from one output to the next
 * @param dilation pixels from one tap to the next
 * @param inPixel distance between neighbouring pixels of the input
 * @param outPixel distance between neighbouring pixels of the output
 * @param outChannel distance between channels i and i + 1 of a group in the output
 * @param otherPixel distance between pixels of the added operand, whose channels have the order of
 *     the output; 0 if there is none
 * @param activation function that is applied last
 */
public record InterleavedKernel(
    Lanes lanes,
    Use use,
    int outputs,
    int columns,
    int taps,
    int stride,
    int dilation,
    int inPixel,
    int outPixel,
    int outChannel,
    int otherPixel,
    Optional<Op.Activation> activation) {

  /** The values that stay in registers beside the sums, while a row of taps is summed. */
  public enum Use {
    /** All weights stay; each input is loaded once for all its taps. This suits 32 registers. */
    WEIGHTS_HELD,
    /** All inputs stay; each weight is loaded once for all columns. */
    INPUTS_HELD,
    /** One weight stays; each multiply-add reads its input from memory as an operand. */
    FROM_MEMORY
  }

  /** Returns the kernel. */
  public Kernel kernel() {
    return Kernels.of(
        this, () -> Emitter.kernel("Interleaved" + outputs + "x" + columns, lanes, this::write));
  }

  private void write(Emitter emit) {
    int[][] sums = emit.registers(outputs, columns);
    int[][] weights =
        emit.registers(use == Use.WEIGHTS_HELD ? outputs : 1, use == Use.WEIGHTS_HELD ? taps : 1);
    int[] inputs = emit.registers(1, use == Use.INPUTS_HELD ? inputColumns() : 1)[0];
    int input = inputs[0];
    emit.loop(
        Emitter.COUNT,
        _ -> {
          for (int o = 0; o < outputs; o++) {
            begin(emit, sums[o], input, o * outChannel);
          }
          emit.loop(Emitter.DEPTH, q -> sum(emit, q, sums, weights, inputs));
          for (int o = 0; o < outputs; o++) {
            for (int c = 0; c < columns; c++) {
              finish(emit, sums[o][c], o * outChannel, c);
            }
          }
          emit.increase(Emitter.IN, columns * stride * inPixel);
          emit.increase(Emitter.OUT, columns * outPixel);
          emit.increase(Emitter.OTHER, columns * otherPixel);
        });
  }

  private void begin(Emitter emit, int[] sums, int scratch, int channel) {
    emit.load(sums[0], Address.of(Emitter.WEIGHTS, Emitter.BIAS, channel));
    for (int c = columns - 1; c >= 0; c--) {
      if (otherPixel == 0) {
        emit.move(sums[c], sums[0]);
      } else {
        int place = channel + c * otherPixel;
        emit.load(scratch, Address.of(Emitter.VALUES, Emitter.OTHER, place));
        emit.add(sums[c], sums[0], scratch);
      }
    }
  }

  private void sum(Emitter emit, int q, int[][] sums, int[][] weights, int[] inputs) {
    int from =
        emit.integer(code -> code.iload(Emitter.IN).aload(Emitter.TABLE).iload(q).iaload().iadd());
    int weight = emit.scaled(q, outputs * taps * emit.lanes(), Emitter.WEIGHT);
    switch (use) {
      case WEIGHTS_HELD -> weightsHeld(emit, from, weight, sums, weights, inputs[0]);
      case INPUTS_HELD -> inputsHeld(emit, from, weight, sums, weights[0][0], inputs);
      case FROM_MEMORY -> fromMemory(emit, from, weight, sums, weights[0][0], inputs[0]);
    }
  }

  private void weightsHeld(
      Emitter emit, int from, int weight, int[][] sums, int[][] weights, int input) {
    for (int o = 0; o < outputs; o++) {
      for (int k = 0; k < taps; k++) {
        emit.load(weights[o][k], weight(emit, weight, o, k));
      }
    }
    for (int x = 0; x < inputColumns(); x++) {
      boolean loaded = false;
      for (int k = 0; k < taps; k++) {
        int distance = x - k * dilation;
        if (distance < 0 || distance % stride != 0 || distance / stride >= columns) {
          continue;
        }
        if (!loaded) {
          emit.load(input, Address.of(Emitter.VALUES, from, x * inPixel));
          loaded = true;
        }
        for (int o = 0; o < outputs; o++) {
          emit.fma(input, weights[o][k], sums[o][distance / stride]);
        }
      }
    }
  }

  private void inputsHeld(
      Emitter emit, int from, int weight, int[][] sums, int register, int[] inputs) {
    for (int x = 0; x < inputs.length; x++) {
      emit.load(inputs[x], Address.of(Emitter.VALUES, from, x * inPixel));
    }
    for (int o = 0; o < outputs; o++) {
      for (int k = 0; k < taps; k++) {
        emit.load(register, weight(emit, weight, o, k));
        for (int c = 0; c < columns; c++) {
          emit.fma(register, inputs[c * stride + k * dilation], sums[o][c]);
        }
        fence(emit, sums, o);
      }
    }
  }

  private void fromMemory(
      Emitter emit, int from, int weight, int[][] sums, int register, int input) {
    for (int o = 0; o < outputs; o++) {
      for (int k = 0; k < taps; k++) {
        emit.load(register, weight(emit, weight, o, k));
        for (int c = 0; c < columns; c++) {
          int x = c * stride + k * dilation;
          emit.load(input, Address.of(Emitter.VALUES, from, x * inPixel));
          emit.fma(register, input, sums[o][c]);
        }
        fence(emit, sums, o);
      }
    }
  }

  /** Stores a sum; the compiler moves no load across this store: see {@link RegisterTile}. */
  private void fence(Emitter emit, int[][] sums, int output) {
    int place = output * outChannel + (columns - 1) * outPixel;
    emit.store(sums[output][columns - 1], Address.of(Emitter.VALUES, Emitter.OUT, place));
  }

  private Address weight(Emitter emit, int base, int output, int tap) {
    return Address.of(Emitter.WEIGHTS, base, (output * taps + tap) * emit.lanes());
  }

  private int inputColumns() {
    return inputColumns(columns, taps, stride, dilation);
  }

  /** Number of input columns that a tile covers. */
  public static int inputColumns(int columns, int taps, int stride, int dilation) {
    return (columns - 1) * stride + (taps - 1) * dilation + 1;
  }

  private void finish(Emitter emit, int sum, int channel, int column) {
    activation.ifPresent(function -> ActivationCode.apply(emit, function, sum));
    emit.store(sum, Address.of(Emitter.VALUES, Emitter.OUT, channel + column * outPixel));
  }
}
