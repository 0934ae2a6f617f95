package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The designs of a space, position by position: which parameters each position depends on, and what
 * it is for every combination of their choices. Immutable.
 *
 * @param <T> the value at a position
 */
public final class Factored<T> {
  private final EncodingSpace space;
  private final List<Position<T>> positions;
  private final List<Exclusion> exclusions;
  private final List<Encoding> witnesses;
  private final int calls;
  private final int checked;
  private final boolean isCheckedWhole;

  Factored(
      EncodingSpace space,
      List<Position<T>> positions,
      List<Exclusion> exclusions,
      List<Encoding> witnesses,
      int calls,
      int checked,
      boolean isCheckedWhole) {
    this.space = space;
    this.positions = List.copyOf(positions);
    this.exclusions = List.copyOf(exclusions);
    this.witnesses = List.copyOf(witnesses);
    this.calls = calls;
    this.checked = checked;
    this.isCheckedWhole = isCheckedWhole;
  }

  /**
   * Finds out by experiment what the positions depend on. From several designs one parameter at a
   * time is varied; then designs are composed in which every combination of the choices that a
   * position depends on occurs; last, designs drawn at random are compared with the tables. Where
   * one differs, the parameter that causes it is added, and the comparison starts again. All
   * designs are checked where they are no more than the sample.
   *
   * @param start a design to start from, if it is one
   * @throws NotFactoredException where a position depends on more than the options allow
   * @throws InterruptedException where the thread is interrupted
   */
  public static <T> Factored<T> of(
      EncodingSpace space, Encoding start, Breakdown<T> breakdown, FactoringOptions options)
      throws InterruptedException {
    return new Factoring<>(space, breakdown, options).of(start);
  }

  /** The space of the designs. */
  public EncodingSpace space() {
    return space;
  }

  /** The positions, in the order in which they came up. */
  public List<Position<T>> positions() {
    return positions;
  }

  /** Which encodings denote no design. */
  public List<Exclusion> exclusions() {
    return exclusions;
  }

  /** Designs in which every value of every position occurs in its context: a covering set. */
  public List<Encoding> witnesses() {
    return witnesses;
  }

  /** The number of encodings whose breakdown was computed. */
  public int calls() {
    return calls;
  }

  /** The number of designs that were drawn after the tables were complete, and agreed with them. */
  public int checked() {
    return checked;
  }

  /** Whether these are all designs of the space. */
  public boolean isCheckedWhole() {
    return isCheckedWhole;
  }

  /** Whether an encoding denotes a design. */
  public boolean isDesign(Encoding encoding) {
    return exclusions.stream().noneMatch(one -> one.excludes(encoding));
  }

  /** The values of a design by position, from the tables; empty where there is no such design. */
  public Optional<Map<String, T>> of(Encoding encoding) {
    if (!isDesign(encoding)) {
      return Optional.empty();
    }
    Map<String, T> values = new LinkedHashMap<>();
    positions.forEach(one -> one.at(encoding).ifPresent(value -> values.put(one.name(), value)));
    return Optional.of(values);
  }

  /**
   * The sum of an integer over all positions; a position that a design lacks counts as 0.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  public AdditiveFigure figure(String name, ToLongFunction<? super T> amount) {
    List<Term> terms =
        positions.stream()
            .map(position ->
                new Term(
                    position.scope(),
                    position.values().stream()
                        .mapToLong(value -> value.isPresent() ? amount.applyAsLong(value.get()) : 0)
                        .toArray()))
            .toList();
    return new AdditiveFigure(name, terms).merged(space.parameters());
  }
}
