package convspectrum.search.strategy;

import java.util.Arrays;
import java.util.Objects;

/** A design as integers: for each searched parameter, the index of its choice. Immutable. */
public final class Encoding {
  private final int[] indices;
  private final int hash;

  private Encoding(int[] indices) {
    this.indices = indices;
    this.hash = Arrays.hashCode(indices);
  }

  /** The encoding of these choices. */
  public static Encoding of(int... indices) {
    return new Encoding(indices.clone());
  }

  /** Takes ownership of the array. */
  static Encoding owning(int[] indices) {
    return new Encoding(indices);
  }

  /** The number of parameters. */
  public int size() {
    return indices.length;
  }

  /** The index of the choice taken for a parameter. */
  public int index(int parameter) {
    return indices[parameter];
  }

  /** A copy with one parameter changed. */
  public Encoding with(int parameter, int choice) {
    Objects.checkIndex(parameter, indices.length);
    int[] copy = indices.clone();
    copy[parameter] = choice;
    return new Encoding(copy);
  }

  /** The choices themselves, which must not be changed. */
  int[] indices() {
    return indices;
  }

  /** All choices, in a new array. */
  public int[] toArray() {
    return indices.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoding encoding
        && hash == encoding.hash
        && Arrays.equals(indices, encoding.indices);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** {@code [0, 3, 1]}. */
  @Override
  public String toString() {
    return Arrays.toString(indices);
  }
}
