package convspectrum.gradients.float32.kernel;

import convspectrum.executor.machine.FusedMultiplyAdd;

/** Computes x · y + z as one instruction if there is one, else as two. */
final class MultiplyAdd {
  private static final boolean FUSED = FusedMultiplyAdd.isCompiled();

  private MultiplyAdd() {}

  static float of(float x, float y, float z) {
    return FUSED ? Math.fma(x, y, z) : x * y + z;
  }
}
