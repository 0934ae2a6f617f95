package convspectrum.spec.parameter;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One choice for each parameter of a spec. It is immutable, and equal to another design with the
 * same choices.
 */
public final class Design {
  private final Space space;
  private final int[] choices;

  Design(Space space, int[] choices) {
    this.space = space;
    this.choices = choices;
  }

  /** All parameters, in the order of their choices here. */
  public List<Parameter> parameters() {
    return space.parameters();
  }

  /** The index of the choice taken for the parameter at {@code index}. */
  public int choice(int index) {
    return choices[index];
  }

  /** The value of the parameter at {@code index}. */
  public ParameterValue value(int index) {
    return space.parameters().get(index).values().get(choices[index]);
  }

  /**
   * The value of a parameter.
   *
   * @throws IllegalArgumentException where there is none of this name
   */
  public ParameterValue value(String name) {
    return value(space.indexOf(name));
  }

  /** The same but for the parameter at {@code index}. */
  public Design with(int index, int choice) {
    Objects.checkIndex(choice, space.parameters().get(index).size());
    int[] copy = choices.clone();
    copy[index] = choice;
    return new Design(space, copy);
  }

  /**
   * The same but for some parameters.
   *
   * @param indices the places of these parameters
   * @param others the choice for each of them
   */
  public Design with(int[] indices, int[] others) {
    int[] copy = choices.clone();
    for (int i = 0; i < indices.length; i++) {
      Objects.checkIndex(others[i], space.parameters().get(indices[i]).size());
      copy[indices[i]] = others[i];
    }
    return new Design(space, copy);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Design design
        && Arrays.equals(choices, design.choices)
        && space.parameters().equals(design.space.parameters());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(choices);
  }

  /** {@code segments=8, width=1.0}; empty where there is no parameter. */
  @Override
  public String toString() {
    return IntStream.range(0, choices.length)
        .mapToObj(i -> space.parameters().get(i).name() + "=" + value(i).text())
        .collect(Collectors.joining(", "));
  }
}
