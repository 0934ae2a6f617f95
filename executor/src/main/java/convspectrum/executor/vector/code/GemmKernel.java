package convspectrum.executor.vector.code;

import convspectrum.spec.graph.Op;
import java.util.Optional;

/**
 * Indirect GEMM (Dukhan, arXiv 1907.02129): a tile of pixels by a block of output channels, summed
 * over blocks of input values that a table points to. A block is a run of channels at one tap of
 * the kernel, so that one kernel serves 1×1, K×K, strided and dilated convolutions, large groups
 * and linear layers.
 *
 * <p>Arguments: {@code count} tiles along a row; {@code table} holds {@code depth} pairs of offset
 * and length; weights lie as [input][block of lanes], one after the other over the table's runs;
 * {@code other} is what is added before the activation.
 *
 * @param pixels of a tile
 * @param vectors of output channels
 * @param inPixel distance between the inputs of neighbouring outputs
 * @param outPixel distance between neighbouring outputs
 * @param otherPixel the same for what is added; 0 where nothing is
 * @param activation at the end
 */
public record GemmKernel(
    Lanes lanes,
    int pixels,
    int vectors,
    int inPixel,
    int outPixel,
    int otherPixel,
    Optional<Op.Activation> activation) {

  /** The kernel. */
  public Kernel kernel() {
    return Kernels.of(
        this, () -> Emitter.kernel("Gemm" + pixels + "x" + vectors, lanes, this::write));
  }

  private void write(Emitter emit) {
    int size = emit.lanes();
    int[][] sums = emit.registers(pixels, vectors);
    int[] weights = emit.registers(1, vectors)[0];
    int input = emit.register();
    emit.loop(
        Emitter.COUNT,
        _ -> {
          begin(emit, sums, input);
          int weight = emit.integer(code -> code.iload(Emitter.WEIGHT));
          emit.loop(Emitter.DEPTH, block -> sum(emit, block, weight, sums, weights, input));
          finish(emit, sums);
          emit.increase(Emitter.IN, pixels * inPixel);
          emit.increase(Emitter.OUT, pixels * outPixel);
          emit.increase(Emitter.OTHER, pixels * otherPixel);
        });
  }

  /**
   * Sums start with the bias, and with what is added to them: loaded after the loop, the compiler
   * would load it before and spill.
   */
  private void begin(Emitter emit, int[][] sums, int scratch) {
    int size = emit.lanes();
    for (int v = 0; v < vectors; v++) {
      emit.load(sums[0][v], Address.of(Emitter.WEIGHTS, Emitter.BIAS, v * size));
      for (int p = pixels - 1; p >= 0; p--) {
        if (otherPixel == 0) {
          emit.move(sums[p][v], sums[0][v]);
        } else {
          int place = p * otherPixel + v * size;
          emit.load(scratch, Address.of(Emitter.VALUES, Emitter.OTHER, place));
          emit.add(sums[p][v], sums[0][v], scratch);
        }
      }
    }
  }

  private void sum(Emitter emit, int block, int weight, int[][] sums, int[] weights, int input) {
    int size = emit.lanes();
    int start =
        emit.integer(code ->
            code.iload(Emitter.IN)
                .aload(Emitter.TABLE)
                .iload(block)
                .iconst_1()
                .ishl()
                .iaload()
                .iadd());
    int length =
        emit.integer(code ->
            code.aload(Emitter.TABLE).iload(block).iconst_1().ishl().iconst_1().iadd().iaload());
    emit.loop(
        length,
        k -> {
          int at =
              emit.integer(
                  code -> code.iload(k).loadConstant(vectors * size).imul().iload(weight).iadd());
          for (int v = 0; v < vectors; v++) {
            emit.load(weights[v], Address.of(Emitter.WEIGHTS, at, v * size));
          }
          for (int p = 0; p < pixels; p++) {
            emit.broadcast(input, new Address(Emitter.VALUES, start, k, p * inPixel));
            for (int v = 0; v < vectors; v++) {
              emit.fma(input, weights[v], sums[p][v]);
            }
          }
        });
    emit.assign(
        weight,
        code -> code.iload(length).loadConstant(vectors * size).imul().iload(weight).iadd());
  }

  private void finish(Emitter emit, int[][] sums) {
    int size = emit.lanes();
    for (int p = 0; p < pixels; p++) {
      for (int v = 0; v < vectors; v++) {
        int sum = sums[p][v];
        activation.ifPresent(function -> ActivationCode.apply(emit, function, sum));
        emit.store(sum, Address.of(Emitter.VALUES, Emitter.OUT, p * outPixel + v * size));
      }
    }
  }
}
