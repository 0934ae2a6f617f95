package convspectrum.executor.vector.code;

/**
 * A position in one of a kernel's two arrays: base + index + constant.
 *
 * @param array local variable that holds the array
 * @param base local variable of type int
 * @param index another such variable, or {@link #NONE}
 * @param constant constant that is added to both
 */
public record Address(int array, int base, int index, int constant) {
  /** Marks that there is no second variable. */
  static final int NONE = -1;

  public static Address of(int array, int base, int constant) {
    return new Address(array, base, NONE, constant);
  }

  public Address plus(int distance) {
    return new Address(array, base, index, Math.addExact(constant, distance));
  }
}
