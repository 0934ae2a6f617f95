package convspectrum.spec.parameter;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All assignments of some parameters. They are numbered as digits are: the last parameter changes
 * fastest, and number 0 takes the first choice of each.
 */
public final class Space {
  private final List<Parameter> parameters;
  private final Map<String, Integer> indices = new HashMap<>();

  /** The space of these parameters, whose names differ. */
  public Space(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
    for (int i = 0; i < this.parameters.size(); i++) {
      if (indices.put(this.parameters.get(i).name(), i) != null) {
        throw new IllegalArgumentException("two parameters " + this.parameters.get(i).name());
      }
    }
  }

  /** The parameters, in the order of the document. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Whether there is a parameter of this name. */
  public boolean contains(String name) {
    return indices.containsKey(name);
  }

  /**
   * The place of a parameter in {@link #parameters()}.
   *
   * @throws IllegalArgumentException where there is none of this name
   */
  public int indexOf(String name) {
    Integer index = indices.get(name);
    if (index == null) {
      throw new IllegalArgumentException("no parameter " + name + " in " + indices.keySet());
    }
    return index;
  }

  /**
   * The number of assignments. Choices in place that an assignment does not read count here as if
   * they mattered.
   */
  public BigInteger size() {
    return parameters.stream()
        .map(parameter -> BigInteger.valueOf(parameter.size()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /** A number of designs for people: beyond 64 bits its power of ten is all that anyone reads. */
  public static String words(BigInteger designs) {
    return designs.bitLength() < Long.SIZE
        ? String.format(Locale.ROOT, "%,d", designs)
        : "10^" + (designs.toString().length() - 1);
  }

  /** The names of the parameters that vary where nothing is said: all but settings. */
  public List<String> varied() {
    return parameters.stream()
        .filter(parameter -> !parameter.isSetting())
        .map(Parameter::name)
        .toList();
  }

  /** The design of defaults. */
  public Design defaults() {
    return new Design(this, parameters.stream().mapToInt(Parameter::defaultIndex).toArray());
  }

  /** The design that takes the first choice of each, and the default of settings. */
  public Design first() {
    return new Design(
        this,
        parameters.stream()
            .mapToInt(parameter -> parameter.isSetting() ? parameter.defaultIndex() : 0)
            .toArray());
  }

  /** The design of a number from 0 to {@link #size()} − 1. */
  public Design design(BigInteger number) {
    if (number.signum() < 0 || number.compareTo(size()) >= 0) {
      throw new IllegalArgumentException("design " + number + " of " + size());
    }
    int[] choices = new int[parameters.size()];
    BigInteger rest = number;
    for (int i = choices.length - 1; i >= 0; i--) {
      BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(parameters.get(i).size()));
      choices[i] = parts[1].intValue();
      rest = parts[0];
    }
    return new Design(this, choices);
  }

  /** The number of a design. */
  public BigInteger number(Design design) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < parameters.size(); i++) {
      number =
          number
              .multiply(BigInteger.valueOf(parameters.get(i).size()))
              .add(BigInteger.valueOf(design.choice(i)));
    }
    return number;
  }
}
