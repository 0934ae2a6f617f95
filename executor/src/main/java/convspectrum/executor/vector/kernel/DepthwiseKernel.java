package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.ActivationCode;
import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Kernels;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Window;
import java.util.Optional;

/**
 * Depthwise convolution of one register of channels. It computes a tile of output rows and columns,
 * and loads each input once per tile for all taps that use it. Weights of up to nine taps stay in
 * registers; larger kernels hold one row of taps at a time.
 *
 * <p>Arguments: {@code count} tiles along a row; the layout of weights is [tap][lane].
 *
 * @param rows output rows of a tile; 1 for kernels of more than nine taps
 * @param columns output columns of a tile
 * @param window kernel, stride and dilation; its padding has no effect
 * @param in distances of the input
 * @param out distances of the output
 * @param rectified whether max(x, 0) is applied to the input first
 * @param other distances of the operand that is added before the activation, if there is one
 * @param activation function that is applied last
 */
public record DepthwiseKernel(
    Lanes lanes,
    int rows,
    int columns,
    Window window,
    Strides in,
    Strides out,
    boolean rectified,
    Optional<Strides> other,
    Optional<Op.Activation> activation) {
  private static final int MOST_TAPS_IN_REGISTERS = 9;

  /** Distances between neighbouring pixels and rows of a feature map. */
  public record Strides(int pixel, int row) {}

  /**
   * Whether each tap reads its inputs from memory: with 16 registers, unless inputs must be
   * rectified first. Tiles may then have as many sums as there are registers beside one weight.
   */
  public static boolean fromMemory(Lanes lanes, boolean rectified) {
    return lanes.registers() == 16 && !rectified;
  }

  /** Whether kernels of this window may have tiles of several rows. */
  public static boolean allowsRows(Window window) {
    return window.taps() <= MOST_TAPS_IN_REGISTERS && window.dilationHeight() == 1;
  }

  /** Returns the kernel. */
  public Kernel kernel() {
    return Kernels.of(
        this, () -> Emitter.kernel("Depthwise" + rows + "x" + columns, lanes, this::write));
  }

  private void write(Emitter emit) {
    int size = emit.lanes();
    int[][] sums = emit.registers(rows, columns);
    int bias = emit.register();
    int input = emit.register();
    int zero = emit.register();
    if (rectified) {
      emit.constant(zero, 0);
    }
    emit.load(bias, Address.of(Emitter.WEIGHTS, Emitter.BIAS, 0));
    boolean fromMemory = fromMemory(lanes, rectified);
    boolean held = !fromMemory && window.taps() <= MOST_TAPS_IN_REGISTERS;
    int[][] weights = emit.registers(held ? window.kernelHeight() : 1, window.kernelWidth());
    if (held) {
      for (int ky = 0; ky < window.kernelHeight(); ky++) {
        loadTaps(emit, weights[ky], Emitter.WEIGHT, ky * window.kernelWidth() * size);
      }
    }
    int rowsOfTaps = emit.integer(code -> code.loadConstant(window.kernelHeight()));
    emit.loop(
        Emitter.COUNT,
        _ -> {
          for (int[] row : sums) {
            for (int sum : row) {
              if (fromMemory) {
                emit.load(sum, Address.of(Emitter.WEIGHTS, Emitter.BIAS, 0));
              } else {
                emit.move(sum, bias);
              }
            }
          }
          if (fromMemory) {
            emit.loop(rowsOfTaps, ky -> tapsFromMemory(emit, ky, sums, weights[0][0], input));
          } else if (held) {
            tapsInRegisters(emit, sums, weights, input, zero);
          } else {
            rowByRow(emit, sums[0], weights[0], input, zero, rowsOfTaps);
          }
          finish(emit, sums, input);
          emit.increase(Emitter.IN, columns * window.strideWidth() * in.pixel());
          emit.increase(Emitter.OUT, columns * out.pixel());
          other.ifPresent(strides -> emit.increase(Emitter.OTHER, columns * strides.pixel()));
        });
  }

  private void loadTaps(Emitter emit, int[] weights, int base, int constant) {
    for (int kx = 0; kx < weights.length; kx++) {
      emit.load(weights[kx], Address.of(Emitter.WEIGHTS, base, constant + kx * emit.lanes()));
    }
  }

  private void tapsInRegisters(Emitter emit, int[][] sums, int[][] weights, int input, int zero) {
    int extent = (rows - 1) * window.strideHeight() + window.extentHeight();
    for (int y = 0; y < extent; y++) {
      for (int x = 0; x < inputColumns(); x++) {
        boolean loaded = false;
        for (int r = 0; r < rows; r++) {
          int ky = tap(y - r * window.strideHeight(), window.dilationHeight());
          if (ky < 0 || ky >= window.kernelHeight()) {
            continue;
          }
          for (int c = 0; c < columns; c++) {
            int kx = tap(x - c * window.strideWidth(), window.dilationWidth());
            if (kx < 0 || kx >= window.kernelWidth()) {
              continue;
            }
            if (!loaded) {
              Address place = Address.of(Emitter.VALUES, Emitter.IN, y * in.row() + x * in.pixel());
              loadInput(emit, input, place, zero);
              loaded = true;
            }
            emit.fma(input, weights[ky][kx], sums[r][c]);
          }
        }
      }
    }
  }

  private void rowByRow(
      Emitter emit, int[] sums, int[] weights, int input, int zero, int rowsOfTaps) {
    emit.loop(
        rowsOfTaps,
        ky -> {
          int from =
              emit.integer(code ->
                  code.iload(ky)
                      .loadConstant(window.dilationHeight() * in.row())
                      .imul()
                      .iload(Emitter.IN)
                      .iadd());
          int weight =
              emit.integer(code ->
                  code.iload(ky)
                      .loadConstant(window.kernelWidth() * emit.lanes())
                      .imul()
                      .iload(Emitter.WEIGHT)
                      .iadd());
          loadTaps(emit, weights, weight, 0);
          for (int x = 0; x < inputColumns(); x++) {
            boolean loaded = false;
            for (int c = 0; c < columns; c++) {
              int kx = tap(x - c * window.strideWidth(), window.dilationWidth());
              if (kx < 0 || kx >= window.kernelWidth()) {
                continue;
              }
              if (!loaded) {
                loadInput(emit, input, Address.of(Emitter.VALUES, from, x * in.pixel()), zero);
                loaded = true;
              }
              emit.fma(input, weights[kx], sums[c]);
            }
          }
        });
  }

  /**
   * Computes one row of taps, one weight at a time; each input is an operand of its multiply-add. A
   * fence after each weight prevents the compiler from loading an input once for several taps,
   * which would push sums out of 16 registers. See {@link RegisterTile}.
   */
  private void tapsFromMemory(Emitter emit, int ky, int[][] sums, int weight, int input) {
    int from = emit.scaled(ky, window.dilationHeight() * in.row(), Emitter.IN);
    int weights = emit.scaled(ky, window.kernelWidth() * emit.lanes(), Emitter.WEIGHT);
    for (int kx = 0; kx < window.kernelWidth(); kx++) {
      emit.load(weight, Address.of(Emitter.WEIGHTS, weights, kx * emit.lanes()));
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          int x = c * window.strideWidth() + kx * window.dilationWidth();
          int place = r * window.strideHeight() * in.row() + x * in.pixel();
          emit.load(input, Address.of(Emitter.VALUES, from, place));
          emit.fma(weight, input, sums[r][c]);
        }
      }
      emit.store(sums[rows - 1][columns - 1], place(rows - 1, columns - 1));
    }
  }

  private Address place(int row, int column) {
    return Address.of(Emitter.VALUES, Emitter.OUT, row * out.row() + column * out.pixel());
  }

  private void loadInput(Emitter emit, int input, Address place, int zero) {
    emit.load(input, place);
    if (rectified) {
      emit.max(input, input, zero);
    }
  }

  private void finish(Emitter emit, int[][] sums, int scratch) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int sum = sums[r][c];
        if (other.isPresent()) {
          int place = r * other.get().row() + c * other.get().pixel();
          emit.load(scratch, Address.of(Emitter.VALUES, Emitter.OTHER, place));
          emit.add(sum, sum, scratch);
        }
        activation.ifPresent(function -> ActivationCode.apply(emit, function, sum));
        emit.store(sum, place(r, c));
      }
    }
  }

  private int inputColumns() {
    return (columns - 1) * window.strideWidth() + window.extentWidth();
  }

  /** The tap at this distance from the first; -1 if it is between two taps. */
  private static int tap(int distance, int dilation) {
    return distance >= 0 && distance % dilation == 0 ? distance / dilation : -1;
  }
}
