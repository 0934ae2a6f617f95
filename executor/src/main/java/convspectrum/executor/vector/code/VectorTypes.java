package convspectrum.executor.vector.code;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/** The classes of registers, as constants for kernels. */
final class VectorTypes {
  static final Class<?> FLOAT_64 = FloatVector.SPECIES_64.vectorType();
  static final Class<?> FLOAT_128 = FloatVector.SPECIES_128.vectorType();
  static final Class<?> FLOAT_256 = FloatVector.SPECIES_256.vectorType();
  static final Class<?> FLOAT_512 = FloatVector.SPECIES_512.vectorType();

  private VectorTypes() {}

  /** The classes for doubles, which are not loaded if all kernels use floats. */
  static final class Doubles {
    static final Class<?> DOUBLE_128 = DoubleVector.SPECIES_128.vectorType();
    static final Class<?> DOUBLE_256 = DoubleVector.SPECIES_256.vectorType();
    static final Class<?> DOUBLE_512 = DoubleVector.SPECIES_512.vectorType();

    private Doubles() {}
  }
}
