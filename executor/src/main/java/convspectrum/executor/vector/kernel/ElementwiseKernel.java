package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.ActivationCode;
import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Kernels;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.spec.graph.Op;
import java.util.Optional;

/**
 * Pointwise operations over runs of registers.
 *
 * <p>Arguments: {@code count} runs, {@code depth} registers in each.
 *
 * @param operation operation on a value and its second operand
 * @param inRun distance from run to run in the input
 * @param outRun distance from run to run in the output
 * @param otherRun the same in the second operand; 0 repeats one run, such as factors per channel
 * @param activation function that is applied last
 */
public record ElementwiseKernel(
    Lanes lanes,
    Operation operation,
    int inRun,
    int outRun,
    int otherRun,
    Optional<Op.Activation> activation) {

  /** The operation. */
  public enum Operation {
    /** Copies the value. */
    COPY,
    /** Adds the second operand. */
    ADD,
    /** Subtracts the second operand. */
    SUBTRACT,
    /** Multiplies by the second operand. */
    MULTIPLY,
    /** Divides by the second operand. */
    DIVIDE,
    /** Takes the larger of the two. */
    MAXIMUM,
    /** Takes the smaller of the two. */
    MINIMUM,
    /** Multiplies by the weight and adds the bias at its position in the run. */
    AFFINE;

    /** Whether there is a second operand. */
    public boolean binary() {
      return this != COPY && this != AFFINE;
    }
  }

  /** Returns the kernel. */
  public Kernel kernel() {
    return Kernels.of(this, () -> Emitter.kernel("Elementwise", lanes, this::write));
  }

  private void write(Emitter emit) {
    int size = emit.lanes();
    int value = emit.register();
    int second = emit.register();
    int bias = emit.register();
    emit.loop(
        Emitter.COUNT,
        _ -> {
          emit.loop(
              Emitter.DEPTH,
              i -> {
                int at = emit.integer(code -> code.iload(i).loadConstant(size).imul());
                emit.load(value, new Address(Emitter.VALUES, Emitter.IN, at, 0));
                if (operation.binary()) {
                  emit.load(second, new Address(Emitter.VALUES, Emitter.OTHER, at, 0));
                }
                switch (operation) {
                  case COPY -> {}
                  case ADD -> emit.add(value, value, second);
                  case SUBTRACT -> emit.subtract(value, value, second);
                  case MULTIPLY -> emit.multiply(value, value, second);
                  case DIVIDE -> emit.divide(value, value, second);
                  case MAXIMUM -> emit.max(value, value, second);
                  case MINIMUM -> emit.min(value, value, second);
                  case AFFINE -> {
                    emit.load(second, new Address(Emitter.WEIGHTS, Emitter.WEIGHT, at, 0));
                    emit.load(bias, new Address(Emitter.WEIGHTS, Emitter.BIAS, at, 0));
                    emit.fma(value, second, bias);
                    emit.move(value, bias);
                  }
                }
                activation.ifPresent(function -> ActivationCode.apply(emit, function, value));
                emit.store(value, new Address(Emitter.VALUES, Emitter.OUT, at, 0));
              });
          emit.increase(Emitter.IN, inRun);
          emit.increase(Emitter.OUT, outRun);
          emit.increase(Emitter.OTHER, otherRun);
        });
  }
}
