package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.ActivationCode;
import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Kernels;
import convspectrum.executor.vector.code.Lanes;

/**
 * A pass over the registers of a line: the sums, maxima and mappings of softmax and layer norms.
 * Sums stay separate by lane, and the caller adds them in a fixed order.
 *
 * <p>Arguments: {@code count} pieces of the line at {@code in}, {@code depth} registers in each;
 * {@code out} is the position of a changed line; {@code other} is the position of a pass's
 * parameters, followed at distance {@link #SUMS} by a register of sums for each piece; factors are
 * at {@code weight} and summands at {@code bias}.
 *
 * @param pass the operation
 * @param piece distance from piece to piece
 */
public record LineKernel(Lanes lanes, Pass pass, int piece) {
  /** Distance from a pass's parameters to its sums: a cache line. */
  public static final int SUMS = 16;

  /** The operation of a pass. */
  public enum Pass {
    /** Σ x. */
    SUM,
    /** Σ f · (x − m)², where f is 0 for padding elements. */
    SQUARES,
    /** x becomes (x − m) · s · weight + bias; m and s are consecutive parameters. */
    NORMALISE,
    /** The largest x. */
    MAXIMUM,
    /** x becomes exp(x − m); the sums are those of the results. */
    EXPONENTIAL,
    /** x becomes s · x. */
    SCALE
  }

  /** Returns the kernel. */
  public Kernel kernel() {
    return Kernels.of(this, () -> Emitter.kernel("Line", lanes, this::write));
  }

  private void write(Emitter emit) {
    int first = emit.register();
    int second = emit.register();
    int result = emit.register();
    int value = emit.register();
    if (pass != Pass.SUM && pass != Pass.MAXIMUM) {
      emit.broadcast(first, Address.of(Emitter.VALUES, Emitter.OTHER, 0));
    }
    if (pass == Pass.NORMALISE) {
      emit.broadcast(second, Address.of(Emitter.VALUES, Emitter.OTHER, 1));
    }
    boolean sums = pass != Pass.NORMALISE && pass != Pass.SCALE;
    emit.loop(
        Emitter.COUNT,
        _ -> {
          emit.constant(result, pass == Pass.MAXIMUM ? -Float.MAX_VALUE : 0);
          emit.loop(
              Emitter.DEPTH,
              i -> {
                int at = emit.integer(code -> code.iload(i).loadConstant(emit.lanes()).imul());
                emit.load(value, new Address(Emitter.VALUES, Emitter.IN, at, 0));
                step(emit, at, value, result, first, second);
                if (pass == Pass.NORMALISE || pass == Pass.EXPONENTIAL || pass == Pass.SCALE) {
                  emit.store(value, new Address(Emitter.VALUES, Emitter.OUT, at, 0));
                }
              });
          if (sums) {
            emit.store(result, Address.of(Emitter.VALUES, Emitter.OTHER, SUMS));
          }
          emit.increase(Emitter.IN, piece);
          emit.increase(Emitter.OUT, piece);
          emit.increase(Emitter.OTHER, emit.lanes());
          emit.increase(Emitter.WEIGHT, piece);
          emit.increase(Emitter.BIAS, piece);
        });
  }

  private void step(Emitter emit, int at, int value, int result, int first, int second) {
    switch (pass) {
      case SUM -> emit.add(result, result, value);
      case MAXIMUM -> emit.max(result, result, value);
      case SCALE -> emit.multiply(value, value, first);
      case EXPONENTIAL -> {
        emit.subtract(value, value, first);
        ActivationCode.exponential(emit, value);
        emit.add(result, result, value);
      }
      case SQUARES -> {
        int counted = emit.register();
        emit.load(counted, new Address(Emitter.WEIGHTS, Emitter.WEIGHT, at, 0));
        emit.subtract(value, value, first);
        emit.multiply(counted, counted, value);
        emit.fma(counted, value, result);
      }
      case NORMALISE -> {
        int factor = emit.register();
        int summand = emit.register();
        emit.load(factor, new Address(Emitter.WEIGHTS, Emitter.WEIGHT, at, 0));
        emit.load(summand, new Address(Emitter.WEIGHTS, Emitter.BIAS, at, 0));
        emit.subtract(value, value, first);
        emit.multiply(value, value, second);
        emit.fma(value, factor, summand);
        emit.move(value, summand);
      }
    }
  }
}
