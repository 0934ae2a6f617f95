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
 * Indirect GEMM (Dukhan, arXiv 1907.02129). It computes a tile of pixels by a block of output
 * channels, as sums over blocks of input values that a table points to. A block is a run of
 * channels at one tap of the kernel, so one generator serves 1×1, K×K, strided and dilated
 * convolutions, large groups and linear layers.
 *
 * <p>Arguments: {@code count} tiles along a row; {@code table} holds {@code depth} pairs of offset
 * and length; the layout of weights is [input][block of lanes], consecutive over the table's runs;
 * {@code other} is the operand that is added before the activation.
 *
 * @param tile number of pixels and of registers of output channels
 * @param pixel distances between neighbouring pixels of a tile
 * @param next distances from a tile to the next
 * @param activation function that is applied last
 */
public record GemmKernel(
    Lanes lanes,
    RegisterTile tile,
    boolean single,
    Distances pixel,
    Distances next,
    Optional<Op.Activation> activation) {

  /**
   * Distances between neighbouring outputs.
   *
   * @param in distance between their inputs
   * @param out distance between their results
   * @param other distance between their added operands; 0 if there are none
   */
  public record Distances(int in, int out, int other) {
    /** Returns the distances multiplied by {@code count}. */
    public Distances times(int count) {
      return new Distances(
          Math.multiplyExact(in, count),
          Math.multiplyExact(out, count),
          Math.multiplyExact(other, count));
    }
  }

  /** Creates a kernel for adjacent tiles: the next one starts where this one ends. */
  public static GemmKernel along(
      Lanes lanes,
      RegisterTile tile,
      boolean single,
      Distances pixel,
      Optional<Op.Activation> activation) {
    return new GemmKernel(lanes, tile, single, pixel, pixel.times(tile.pixels()), activation);
  }

  /** Returns the kernel. */
  public Kernel kernel() {
    return Kernels.of(
        this,
        () -> Emitter.kernel("Gemm" + tile.pixels() + "x" + tile.vectors(), lanes, this::write));
  }

  private void write(Emitter emit) {
    int[][] sums = emit.registers(tile.pixels(), tile.vectors());
    int[] weights = emit.registers(1, tile.vectors())[0];
    int input = emit.register();
    emit.loop(
        Emitter.COUNT,
        _ -> {
          begin(emit, sums, input);
          int weight = emit.integer(code -> code.iload(Emitter.WEIGHT));
          emit.loop(
              Emitter.DEPTH,
              single
                  ? k -> single(emit, k, sums, weights, input)
                  : block -> run(emit, block, weight, sums, weights, input));
          finish(emit, sums);
          emit.increase(Emitter.IN, next.in());
          emit.increase(Emitter.OUT, next.out());
          emit.increase(Emitter.OTHER, next.other());
        });
  }

  /**
   * Initialises the sums with the bias and the added operand. If they were loaded after the loop,
   * the compiler would load them before it and spill.
   */
  private void begin(Emitter emit, int[][] sums, int scratch) {
    int size = emit.lanes();
    int pixels = tile.pixels();
    int vectors = tile.vectors();
    for (int v = 0; v < vectors; v++) {
      emit.load(sums[0][v], Address.of(Emitter.WEIGHTS, Emitter.BIAS, v * size));
      for (int p = pixels - 1; p >= 0; p--) {
        if (pixel.other() == 0) {
          emit.move(sums[p][v], sums[0][v]);
        } else {
          int place = p * pixel.other() + v * size;
          emit.load(scratch, Address.of(Emitter.VALUES, Emitter.OTHER, place));
          emit.add(sums[p][v], sums[0][v], scratch);
        }
      }
    }
  }

  private void run(Emitter emit, int block, int weight, int[][] sums, int[] weights, int input) {
    int size = emit.lanes();
    int pixels = tile.pixels();
    int vectors = tile.vectors();
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
          int at = emit.scaled(k, vectors * size, weight);
          product(emit, at, new Address(Emitter.VALUES, start, k, 0), sums, weights, input);
        });
    emit.assign(
        weight,
        code -> code.iload(length).loadConstant(vectors * size).imul().iload(weight).iadd());
  }

  /** Processes one input, at the position that the table gives. */
  private void single(Emitter emit, int k, int[][] sums, int[] weights, int input) {
    int at = emit.scaled(k, tile.vectors() * emit.lanes(), Emitter.WEIGHT);
    int place =
        emit.integer(code -> code.aload(Emitter.TABLE).iload(k).iaload().iload(Emitter.IN).iadd());
    product(emit, at, Address.of(Emitter.VALUES, place, 0), sums, weights, input);
  }

  /** Adds one input of each pixel, times the weights at {@code at}, to the sums. */
  private void product(
      Emitter emit, int at, Address first, int[][] sums, int[] weights, int input) {
    int vectors = tile.vectors();
    for (int v = 0; v < vectors; v++) {
      emit.load(weights[v], Address.of(Emitter.WEIGHTS, at, v * emit.lanes()));
    }
    for (int p = 0; p < tile.pixels(); p++) {
      emit.broadcast(input, first.plus(p * pixel.in()));
      for (int v = 0; v < vectors; v++) {
        emit.fma(input, weights[v], sums[p][v]);
      }
      if ((p + 1) % tile.fence() == 0 && p + 1 < tile.pixels()) {
        emit.store(sums[p][vectors - 1], place(emit, p, vectors - 1));
      }
    }
  }

  private Address place(Emitter emit, int p, int v) {
    return Address.of(Emitter.VALUES, Emitter.OUT, p * pixel.out() + v * emit.lanes());
  }

  private void finish(Emitter emit, int[][] sums) {
    for (int p = 0; p < tile.pixels(); p++) {
      for (int v = 0; v < tile.vectors(); v++) {
        int sum = sums[p][v];
        activation.ifPresent(function -> ActivationCode.apply(emit, function, sum));
        emit.store(sum, place(emit, p, v));
      }
    }
  }
}
