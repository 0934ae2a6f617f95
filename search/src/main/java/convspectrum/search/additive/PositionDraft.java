package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A position whose scope grows as long as designs are found that contradict it. */
final class PositionDraft<T> {
  private final String name;
  private final EncodingSpace space;
  private final int most;
  private Scope scope;

  /** A design for each combination of the scope that was met. */
  private final Map<Integer, Sample<T>> entries = new HashMap<>();

  /** Combinations of which no design was found. */
  private final BitSet unreachable = new BitSet();

  /** How many of the samples were entered. */
  private int seen;

  PositionDraft(String name, EncodingSpace space, int most) {
    this.name = name;
    this.space = space;
    this.most = most;
    this.scope = Scope.of(space, List.of());
  }

  String name() {
    return name;
  }

  Scope scope() {
    return scope;
  }

  /** Adds parameters to the scope; the samples have to be entered again. */
  void enlarge(Collection<Integer> parameters) {
    TreeSet<Integer> all = new TreeSet<>(scope.parameters());
    if (all.addAll(parameters)) {
      double entriesOf = all.stream().mapToDouble(space::choices).reduce(1, (a, b) -> a * b);
      if (entriesOf > most) {
        throw new NotFactoredException(
            "%s depends on %d parameters at once, on %,.0f combinations of their choices; expected at most %,d"
                .formatted(name, all.size(), entriesOf, most),
            List.copyOf(all));
      }
      scope = Scope.of(space, all);
      entries.clear();
      unreachable.clear();
      seen = 0;
    }
  }

  /**
   * Enters samples that are new, until one contradicts another.
   *
   * @return the two that have equal choices in the scope and different values
   */
  Optional<Contradiction<T>> enter(List<Sample<T>> samples) {
    while (seen < samples.size()) {
      Sample<T> sample = samples.get(seen++);
      int index = scope.index(sample.encoding());
      Sample<T> before = entries.putIfAbsent(index, sample);
      if (before == null) {
        unreachable.clear(index);
      } else if (!before.at(name).equals(sample.at(name))) {
        return Optional.of(new Contradiction<>(before, sample));
      }
    }
    return Optional.empty();
  }

  /** Two designs with equal choices in the scope and different values. */
  record Contradiction<T>(Sample<T> one, Sample<T> other) {}

  /** Whether a sample that was not entered agrees with the table. */
  boolean predicts(Sample<T> sample) {
    Sample<T> entry = entries.get(scope.index(sample.encoding()));
    return entry != null && entry.at(name).equals(sample.at(name));
  }

  boolean isKnown(int index) {
    return entries.containsKey(index);
  }

  /** The combinations that no sample has, but for those that no design was found for. */
  BitSet missing() {
    BitSet missing = new BitSet(scope.size());
    missing.set(0, scope.size());
    entries.keySet().forEach(missing::clear);
    missing.andNot(unreachable);
    return missing;
  }

  void giveUp(int index) {
    unreachable.set(index);
  }

  Position<T> position() {
    List<Optional<T>> values = new ArrayList<>(scope.size());
    for (int i = 0; i < scope.size(); i++) {
      Sample<T> entry = entries.get(i);
      values.add(entry == null ? Optional.empty() : entry.at(name));
    }
    return new Position<>(name, scope, values);
  }

  /** The combinations that no design was found for, if there are any. */
  Optional<Exclusion> exclusion() {
    return unreachable.isEmpty()
        ? Optional.empty()
        : Optional.of(new Exclusion(scope, unreachable));
  }

  /** The designs that the table was read from. */
  List<Encoding> witnesses() {
    return entries.values().stream().map(Sample::encoding).toList();
  }
}
