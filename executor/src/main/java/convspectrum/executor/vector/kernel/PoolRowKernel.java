package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.ActivationCode;
import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Kernels;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Window;
import java.util.Optional;

/**
 * Pooling of neighbouring pixels whose windows are inside the picture, for some registers of
 * channels, with unrolled taps.
 *
 * <p>Arguments: {@code count} pixels; the factor of an average is at {@code weight}.
 *
 * @param kind maximum or average
 * @param vectors number of registers of channels
 * @param window a window of few taps; its padding has no effect
 * @param in distances of the input
 * @param outPixel distance between neighbouring outputs
 */
public record PoolRowKernel(
    Lanes lanes,
    PoolKind kind,
    int vectors,
    Window window,
    DepthwiseKernel.Strides in,
    int outPixel,
    Optional<Op.Activation> activation) {

  /** Returns the kernel. */
  public Kernel kernel() {
    return Kernels.of(this, () -> Emitter.kernel("PoolRow" + vectors, lanes, this::write));
  }

  private void write(Emitter emit) {
    int size = emit.lanes();
    int result = emit.register();
    int input = emit.register();
    int factor = emit.register();
    emit.broadcast(factor, Address.of(Emitter.WEIGHTS, Emitter.WEIGHT, 0));
    emit.loop(
        Emitter.COUNT,
        _ -> {
          for (int v = 0; v < vectors; v++) {
            for (int ky = 0; ky < window.kernelHeight(); ky++) {
              for (int kx = 0; kx < window.kernelWidth(); kx++) {
                int tap =
                    ky * window.dilationHeight() * in.row()
                        + kx * window.dilationWidth() * in.pixel();
                boolean first = ky == 0 && kx == 0;
                int to = first ? result : input;
                emit.load(to, Address.of(Emitter.VALUES, Emitter.IN, tap + v * size));
                if (!first) {
                  switch (kind) {
                    case MAX -> emit.max(result, result, input);
                    case AVERAGE -> emit.add(result, result, input);
                  }
                }
              }
            }
            if (kind == PoolKind.AVERAGE) {
              emit.multiply(result, result, factor);
            }
            activation.ifPresent(function -> ActivationCode.apply(emit, function, result));
            emit.store(result, Address.of(Emitter.VALUES, Emitter.OUT, v * size));
          }
          emit.increase(Emitter.IN, window.strideWidth() * in.pixel());
          emit.increase(Emitter.OUT, outPixel);
        });
  }
}
