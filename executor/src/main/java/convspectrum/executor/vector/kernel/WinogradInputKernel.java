package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Kernels;
import convspectrum.executor.vector.code.Lanes;

/**
 * The input transform of Winograd's F(4×4, 3×3), V = Bᵀ d B (Lavin and Gray, arXiv 1509.09308), for
 * tiles of 6×6 pixels that overlap by two. It transforms rows first, through scratch in the
 * first-level cache, then columns.
 *
 * <p>Arguments: {@code count} tiles along a row, {@code depth} registers of channels, at most
 * {@link #MOST_REGISTERS}; {@code weight} is the position of {@link #scratch} values of scratch in
 * {@code values}. Point (i, j) of a transformed tile is stored in plane 6i + j.
 *
 * @param inPixel distance between neighbouring pixels of the input
 * @param inRow distance between its rows
 * @param outPixel distance between neighbouring tiles in a plane
 * @param outPlane distance between planes
 */
public record WinogradInputKernel(Lanes lanes, int inPixel, int inRow, int outPixel, int outPlane) {
  /** Registers of channels in a call: their scratch fills two thirds of a cache of 32 KiB. */
  public static final int MOST_REGISTERS = 8;

  /** Rows and columns of an input tile, and points of a transformed one in each direction. */
  public static final int POINTS = 6;

  /** Rows and columns of an output tile, and the distance from one tile to the next. */
  public static final int OUTPUTS = 4;

  /** Returns the kernel. */
  public Kernel kernel() {
    return Kernels.of(this, () -> Emitter.kernel("WinogradInput", lanes, this::write));
  }

  /** Number of scratch values that a call needs. */
  public static int scratch(Lanes lanes) {
    return POINTS * POINTS * cell(lanes.count());
  }

  /** Distance between the points of a tile in scratch: an odd number of registers. */
  static int cell(int lanes) {
    return (MOST_REGISTERS + 1) * lanes;
  }

  private void write(Emitter emit) {
    int cell = cell(emit.lanes());
    int[] inputs = emit.registers(1, POINTS)[0];
    int[] scratch = emit.registers(1, 3)[0];
    int[] numbers = emit.registers(1, 4)[0];
    emit.constant(numbers[0], 4);
    emit.constant(numbers[1], -4);
    emit.constant(numbers[2], -5);
    emit.constant(numbers[3], 2);
    int points = emit.integer(code -> code.loadConstant(POINTS));
    emit.loop(
        Emitter.COUNT,
        _ -> {
          emit.loop(
              points,
              y -> {
                int from = emit.scaled(y, inRow, Emitter.IN);
                int to = emit.scaled(y, POINTS * cell, Emitter.WEIGHT);
                pass(emit, from, inPixel, to, cell, inputs, scratch, numbers);
              });
          emit.loop(
              points,
              x -> {
                int from = emit.scaled(x, cell, Emitter.WEIGHT);
                int to = emit.scaled(x, outPlane, Emitter.OUT);
                pass(emit, from, POINTS * cell, to, POINTS * outPlane, inputs, scratch, numbers);
              });
          emit.increase(Emitter.IN, OUTPUTS * inPixel);
          emit.increase(Emitter.OUT, outPixel);
        });
  }

  /** Transforms one row or column of all registers. */
  private static void pass(
      Emitter emit,
      int from,
      int fromStep,
      int to,
      int toStep,
      int[] inputs,
      int[] scratch,
      int[] numbers) {
    emit.loop(
        Emitter.DEPTH,
        r -> {
          int source = emit.scaled(r, emit.lanes(), from);
          int target = emit.scaled(r, emit.lanes(), to);
          for (int i = 0; i < POINTS; i++) {
            emit.load(inputs[i], Address.of(Emitter.VALUES, source, i * fromStep));
          }
          transform(emit, inputs, scratch, numbers, Address.of(Emitter.VALUES, target, 0), toStep);
        });
  }

  /**
   * Stores Bᵀ d for the points 0, 1, −1, 2, −2, ∞:
   *
   * <pre>
   * 4d₀ − 5d₂ + d₄
   * (d₄ − 4d₂) ± (d₃ − 4d₁)
   * (d₄ − d₂) ± 2(d₃ − d₁)
   * 4d₁ − 5d₃ + d₅
   * </pre>
   */
  private static void transform(
      Emitter emit, int[] d, int[] scratch, int[] numbers, Address to, int step) {
    int result = scratch[0];
    int even = scratch[1];
    int odd = scratch[2];
    emit.move(result, d[4]);
    emit.fma(d[2], numbers[2], result);
    emit.fma(d[0], numbers[0], result);
    emit.store(result, to);
    emit.move(even, d[4]);
    emit.fma(d[2], numbers[1], even);
    emit.move(odd, d[3]);
    emit.fma(d[1], numbers[1], odd);
    emit.add(result, even, odd);
    emit.store(result, to.plus(step));
    emit.subtract(result, even, odd);
    emit.store(result, to.plus(2 * step));
    emit.subtract(even, d[4], d[2]);
    emit.subtract(odd, d[3], d[1]);
    emit.multiply(odd, odd, numbers[3]);
    emit.add(result, even, odd);
    emit.store(result, to.plus(3 * step));
    emit.subtract(result, even, odd);
    emit.store(result, to.plus(4 * step));
    emit.fma(d[3], numbers[2], d[5]);
    emit.fma(d[1], numbers[0], d[5]);
    emit.store(d[5], to.plus(5 * step));
  }
}
