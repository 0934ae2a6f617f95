package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some parameters of a space, and a number from 0 for each combination of their choices: the last
 * parameter changes fastest. Immutable; equal to another scope of the same parameters.
 */
public final class Scope {
  private final int[] parameters;
  private final int[] choices;
  private final int size;

  private Scope(int[] parameters, int[] choices) {
    this.parameters = parameters;
    this.choices = choices;
    int product = 1;
    for (int number : choices) {
      product = Math.multiplyExact(product, number);
    }
    this.size = product;
  }

  /**
   * The scope of these parameters.
   *
   * @throws ArithmeticException where they have more than 2³¹ − 1 combinations
   */
  public static Scope of(EncodingSpace space, Collection<Integer> parameters) {
    int[] sorted = parameters.stream().mapToInt(Integer::intValue).distinct().sorted().toArray();
    return new Scope(sorted, IntStream.of(sorted).map(space::choices).toArray());
  }

  /** The indices of its parameters, ascending. */
  public List<Integer> parameters() {
    return IntStream.of(parameters).boxed().toList();
  }

  /** The number of combinations; 1 where there is no parameter. */
  public int size() {
    return size;
  }

  /** The number of the combination that a design has. */
  public int index(Encoding encoding) {
    int index = 0;
    for (int i = 0; i < parameters.length; i++) {
      index = index * choices[i] + encoding.index(parameters[i]);
    }
    return index;
  }

  /**
   * The number of the combination in an array of choices by parameter.
   *
   * @return −1 where one of its parameters is open, which a negative choice says
   */
  public int index(int[] chosen) {
    int index = 0;
    for (int i = 0; i < parameters.length; i++) {
      int choice = chosen[parameters[i]];
      if (choice < 0) {
        return -1;
      }
      index = index * choices[i] + choice;
    }
    return index;
  }

  /** Writes the choices of a combination into an array of choices by parameter. */
  public void choose(int index, int[] chosen) {
    int rest = index;
    for (int i = parameters.length - 1; i >= 0; i--) {
      chosen[parameters[i]] = rest % choices[i];
      rest /= choices[i];
    }
  }

  /** Whether a combination agrees with an array of choices, wherever that is not open. */
  boolean fits(int index, int[] chosen) {
    int rest = index;
    for (int i = parameters.length - 1; i >= 0; i--) {
      int choice = chosen[parameters[i]];
      if (choice >= 0 && choice != rest % choices[i]) {
        return false;
      }
      rest /= choices[i];
    }
    return true;
  }

  /** Whether it has all parameters of another. */
  public boolean covers(Scope other) {
    return IntStream.of(other.parameters).allMatch(this::contains);
  }

  /** Whether it has a parameter. */
  public boolean contains(int parameter) {
    return Arrays.binarySearch(parameters, parameter) >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scope scope && Arrays.equals(parameters, scope.parameters);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parameters);
  }

  @Override
  public String toString() {
    return Arrays.toString(parameters);
  }
}
