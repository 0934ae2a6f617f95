package convspectrum.executor.vector.step;

import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.executor.vector.layout.Matrix;

/** Copies between a feature map and a row-major matrix of the same shape. */
public final class MatrixStep {
  private MatrixStep() {}

  /** Map to matrix. */
  public static Step ofMap(FeatureMap map, Matrix matrix) {
    return (memory, part, _) -> {
      if (part == 0) {
        MatrixTransfer.toElements(map, memory.values(), memory.values(), matrix.offset());
      }
    };
  }

  /** Matrix to map. */
  public static Step toMap(Matrix matrix, FeatureMap map) {
    return (memory, part, _) -> {
      if (part == 0) {
        MatrixTransfer.toMap(memory.values(), matrix.offset(), map, memory.values());
      }
    };
  }
}
