package convspectrum.executor.vector.code;

/**
 * A place in one of a kernel's two arrays: base + index + constant.
 *
 * @param array local variable that holds the array
 * @param base local variable, an int
 * @param index another, or {@link #NONE}
 * @param constant added to both
 */
public record Address(int array, int base, int index, int constant) {
  /** No second variable. */
  static final int NONE = -1;

  public static Address of(int array, int base, int constant) {
    return new Address(array, base, NONE, constant);
  }

  public Address plus(int distance) {
    return new Address(array, base, index, Math.addExact(constant, distance));
  }
}
