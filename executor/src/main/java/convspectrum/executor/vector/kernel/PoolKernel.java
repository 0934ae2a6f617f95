package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.ActivationCode;
import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Kernels;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import java.util.Optional;

/**
 * Pooling of one output pixel: the maximum, or the sum times a factor, over the taps that a table
 * points to. The table contains no taps outside the picture.
 *
 * <p>Arguments: {@code count} blocks of channels; {@code table} holds {@code depth} offsets, at
 * least one; the factor is at {@code weight}.
 *
 * @param kind maximum or average
 * @param vectors number of registers of channels in a block
 */
public record PoolKernel(
    Lanes lanes, PoolKind kind, int vectors, Optional<Op.Activation> activation) {

  /** Returns the kernel. */
  public Kernel kernel() {
    return Kernels.of(this, () -> Emitter.kernel("Pool" + vectors, lanes, this::write));
  }

  private void write(Emitter emit) {
    int size = emit.lanes();
    int[] results = emit.registers(1, vectors)[0];
    int input = emit.register();
    int factor = emit.register();
    emit.broadcast(factor, Address.of(Emitter.WEIGHTS, Emitter.WEIGHT, 0));
    emit.loop(
        Emitter.COUNT,
        _ -> {
          for (int result : results) {
            emit.constant(result, kind == PoolKind.MAX ? Float.NEGATIVE_INFINITY : 0);
          }
          emit.loop(
              Emitter.DEPTH,
              tap -> {
                int from =
                    emit.integer(code ->
                        code.iload(Emitter.IN).aload(Emitter.TABLE).iload(tap).iaload().iadd());
                for (int v = 0; v < vectors; v++) {
                  emit.load(input, Address.of(Emitter.VALUES, from, v * size));
                  switch (kind) {
                    case MAX -> emit.max(results[v], results[v], input);
                    case AVERAGE -> emit.add(results[v], results[v], input);
                  }
                }
              });
          for (int v = 0; v < vectors; v++) {
            int result = results[v];
            if (kind == PoolKind.AVERAGE) {
              emit.multiply(result, result, factor);
            }
            activation.ifPresent(function -> ActivationCode.apply(emit, function, result));
            emit.store(result, Address.of(Emitter.VALUES, Emitter.OUT, v * size));
          }
          emit.increase(Emitter.IN, vectors * size);
          emit.increase(Emitter.OUT, vectors * size);
        });
  }
}
