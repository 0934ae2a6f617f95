package convspectrum.executor.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Samples in the order in which they were taken, in groups whose members share a condition that
 * changes between measurements: the position of programs in memory, or the process. Samples of a
 * group are correlated, and only groups are independent repetitions. Each group therefore counts as
 * one figure, its median; medians and intervals are computed from these figures.
 *
 * <p>Kalibera and Jones (Rigorous Benchmarking in Reasonable Time, ISMM 2013) show that a
 * measurement must be repeated at the level at which results vary, and that intervals must use one
 * figure per repetition.
 *
 * @param values all samples
 * @param groups number of samples of each group, in order; they add up to the number of values
 */
public record Samples(List<Double> values, List<Integer> groups) {
  public Samples {
    values = List.copyOf(values);
    groups = List.copyOf(groups);
    int grouped = 0;
    for (int size : groups) {
      if (size < 1) {
        throw new IllegalArgumentException("a group of " + size + " samples; expected 1 or more");
      }
      grouped = Math.addExact(grouped, size);
    }
    if (grouped != values.size()) {
      throw new IllegalArgumentException(
          "groups of %d samples for %d; expected as many".formatted(grouped, values.size()));
    }
  }

  /** Creates independent samples, each in its own group. */
  public static Samples independent(List<Double> values) {
    return new Samples(values, Collections.nCopies(values.size(), 1));
  }

  /** Number of samples. */
  public int size() {
    return values.size();
  }

  /** Returns all samples of all groups. */
  public double[] all() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Returns the median of each group. */
  public double[] figures() {
    double[] figures = new double[groups.size()];
    int from = 0;
    for (int i = 0; i < figures.length; i++) {
      int to = from + groups.get(i);
      figures[i] = Robust.median(values.subList(from, to));
      from = to;
    }
    return figures;
  }

  /** Returns the median of the figures. */
  public double median() {
    return Robust.median(figures());
  }

  /**
   * Divides these samples by those of {@code below}, pair by pair.
   *
   * @throws IllegalArgumentException unless both have the same groups
   */
  public Samples over(Samples below) {
    if (!groups.equals(below.groups)) {
      throw new IllegalArgumentException(
          "%d samples in %d groups over %d in %d; expected pairs, in the same groups"
              .formatted(size(), groups.size(), below.size(), below.groups.size()));
    }
    List<Double> ratios = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      ratios.add(values.get(i) / below.values.get(i));
    }
    return new Samples(ratios, groups);
  }
}
