package convspectrum.executor.vector.kernel;

import static convspectrum.executor.vector.kernel.WinogradInputKernel.OUTPUTS;
import static convspectrum.executor.vector.kernel.WinogradInputKernel.POINTS;

import convspectrum.executor.vector.code.ActivationCode;
import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Kernels;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.kernel.DepthwiseKernel.Strides;
import convspectrum.spec.graph.Op;
import java.util.Optional;

/**
 * The output transform of Winograd's F(4×4, 3×3), y = Aᵀ M A, for tiles of 6×6 products. It
 * transforms rows first, through scratch in the first-level cache, then columns. For tiles that
 * extend over the picture's edge it computes only the first rows and columns.
 *
 * <p>Arguments: those of {@link WinogradInputKernel}, with planes as the input; {@code other} is
 * the operand that is added before the activation.
 *
 * @param rows number of stored rows of a tile, at most four
 * @param columns number of stored columns of a tile, at most four
 * @param inPixel distance between neighbouring tiles in a plane
 * @param inPlane distance between planes
 * @param out distances of the output
 * @param other distances of the added operand, if there is one
 * @param activation function that is applied last
 */
public record WinogradOutputKernel(
    Lanes lanes,
    int rows,
    int columns,
    int inPixel,
    int inPlane,
    Strides out,
    Optional<Strides> other,
    Optional<Op.Activation> activation) {

  /** Returns the kernel. */
  public Kernel kernel() {
    return Kernels.of(
        this, () -> Emitter.kernel("WinogradOutput" + rows + "x" + columns, lanes, this::write));
  }

  /** The registers of the transform. */
  @SuppressWarnings("ArrayRecordComponent") // names of local variables
  private record Registers(
      int[] products, int result, int sum, int difference, int two, int four, int eight) {}

  private void write(Emitter emit) {
    int cell = WinogradInputKernel.cell(emit.lanes());
    Registers registers =
        new Registers(
            emit.registers(1, POINTS)[0],
            emit.register(),
            emit.register(),
            emit.register(),
            emit.register(),
            emit.register(),
            emit.register());
    emit.constant(registers.two(), 2);
    emit.constant(registers.four(), 4);
    emit.constant(registers.eight(), 8);
    int points = emit.integer(code -> code.loadConstant(POINTS));
    int stored = emit.integer(code -> code.loadConstant(columns));
    emit.loop(
        Emitter.COUNT,
        _ -> {
          emit.loop(
              points,
              y -> {
                int from = emit.scaled(y, POINTS * inPlane, Emitter.IN);
                int to = emit.scaled(y, OUTPUTS * cell, Emitter.WEIGHT);
                alongRow(emit, from, to, cell, registers);
              });
          emit.loop(
              stored,
              x -> {
                int from = emit.scaled(x, cell, Emitter.WEIGHT);
                int to = emit.scaled(x, out.pixel(), Emitter.OUT);
                int added = emit.scaled(x, other.map(Strides::pixel).orElse(0), Emitter.OTHER);
                alongColumn(emit, from, to, added, OUTPUTS * cell, registers);
              });
          emit.increase(Emitter.IN, inPixel);
          emit.increase(Emitter.OUT, OUTPUTS * out.pixel());
          other.ifPresent(strides -> emit.increase(Emitter.OTHER, OUTPUTS * strides.pixel()));
        });
  }

  /** Transforms a row of six points to the stored columns. */
  private void alongRow(Emitter emit, int from, int to, int cell, Registers registers) {
    emit.loop(
        Emitter.DEPTH,
        r -> {
          int source = emit.scaled(r, emit.lanes(), from);
          int target = emit.scaled(r, emit.lanes(), to);
          load(emit, registers, source, inPlane);
          transform(
              emit,
              registers,
              columns,
              (x, result) -> emit.store(result, Address.of(Emitter.VALUES, target, x * cell)));
        });
  }

  /** Transforms a column of six points to the stored rows and applies what follows. */
  private void alongColumn(
      Emitter emit, int from, int to, int added, int step, Registers registers) {
    int addend = emit.register();
    emit.loop(
        Emitter.DEPTH,
        r -> {
          int source = emit.scaled(r, emit.lanes(), from);
          int target = emit.scaled(r, emit.lanes(), to);
          int second = emit.scaled(r, emit.lanes(), added);
          load(emit, registers, source, step);
          transform(
              emit,
              registers,
              rows,
              (y, result) -> {
                other.ifPresent(strides -> {
                  emit.load(addend, Address.of(Emitter.VALUES, second, y * strides.row()));
                  emit.add(result, result, addend);
                });
                activation.ifPresent(function -> ActivationCode.apply(emit, function, result));
                emit.store(result, Address.of(Emitter.VALUES, target, y * out.row()));
              });
        });
  }

  private static void load(Emitter emit, Registers registers, int source, int step) {
    for (int i = 0; i < POINTS; i++) {
      emit.load(registers.products()[i], Address.of(Emitter.VALUES, source, i * step));
    }
  }

  /** An action on a result, before its register holds the next. */
  private interface Use {
    void of(int index, int result);
  }

  /**
   * Computes the first {@code count} of Aᵀ m for the points 0, 1, −1, 2, −2, ∞:
   *
   * <pre>
   * m₀ + (m₁ + m₂) + (m₃ + m₄)
   * (m₁ − m₂) + 2(m₃ − m₄)
   * (m₁ + m₂) + 4(m₃ + m₄)
   * (m₁ − m₂) + 8(m₃ − m₄) + m₅
   * </pre>
   */
  private static void transform(Emitter emit, Registers registers, int count, Use use) {
    int[] m = registers.products();
    int result = registers.result();
    int sum = registers.sum();
    int difference = registers.difference();
    emit.add(sum, m[1], m[2]);
    emit.subtract(difference, m[1], m[2]);
    // From here on the registers of m₁ and m₂ hold the sum and difference of m₃ and m₄.
    emit.add(m[1], m[3], m[4]);
    emit.subtract(m[2], m[3], m[4]);
    emit.add(result, m[0], sum);
    emit.add(result, result, m[1]);
    use.of(0, result);
    if (count > 1) {
      emit.move(result, difference);
      emit.fma(m[2], registers.two(), result);
      use.of(1, result);
    }
    if (count > 2) {
      emit.fma(m[1], registers.four(), sum);
      use.of(2, sum);
    }
    if (count > 3) {
      emit.add(difference, difference, m[5]);
      emit.fma(m[2], registers.eight(), difference);
      use.of(3, difference);
    }
  }
}
