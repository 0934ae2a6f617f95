package convspectrum.executor.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Samples in the order in which they were taken, in groups whose members share something that the
 * next measurement would not: where programs lay in memory, or which process they ran in. Samples
 * of a group are alike, and only groups are independent repetitions. A group therefore counts as
 * one figure, its median; medians and intervals are those of the figures.
 *
 * <p>That what varies from one repetition to the next must be repeated at that level, and that
 * intervals belong to one figure for each, is from Kalibera and Jones, Rigorous Benchmarking in
 * Reasonable Time, ISMM 2013.
 *
 * @param values all samples
 * @param groups how many samples each group has, in order: they add up to all
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

  /** Independent samples: each is a group of its own. */
  public static Samples independent(List<Double> values) {
    return new Samples(values, Collections.nCopies(values.size(), 1));
  }

  /** How many samples. */
  public int size() {
    return values.size();
  }

  /** All samples, whatever group they are of. */
  public double[] all() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The median of each group. */
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

  /** The median of the figures. */
  public double median() {
    return Robust.median(figures());
  }

  /**
   * These divided by {@code below}, sample by sample.
   *
   * @throws IllegalArgumentException unless both are pairs, in the same groups
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
