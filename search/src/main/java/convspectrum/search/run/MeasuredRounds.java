package convspectrum.search.run;

import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.executor.statistics.Robust;
import convspectrum.search.journal.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The rounds behind a measured figure, in the groups in which they were taken. Rounds of a group
 * share its moment and the places of programs in memory, so that only groups are repetitions.
 *
 * <p>As the note of an {@link Evaluation} they are a text: {@code ±0.004 | 2026-11-29T04:26:57.123Z
 * 1.02 1.03 | …}, the uncertainty of the reference first, then each group by its name.
 *
 * @param reference half of the 95 % interval of what the rounds are relative to, as a logarithm; 0
 *     where they are absolute, infinite where it is not known
 * @param groups at least one
 */
public record MeasuredRounds(double reference, List<Group> groups) {
  /**
   * The standard deviation between groups that is assumed before they show it, as a share: that of
   * placements, and of minutes on a quiet machine.
   */
  public static final double GROUP_SPREAD = 0.01;

  /** The assumption is worth so many degrees of freedom. */
  private static final int PRIOR = 4;

  private static final double NORMAL_975 = 1.959964;
  private static final Bootstrap BOOTSTRAP = new Bootstrap(500, 1);
  private static final String BETWEEN = " | ";
  private static final String REFERENCE = "±";

  /**
   * One group.
   *
   * @param name under which its conditions are kept; empty if they are not
   * @param rounds in the order in which they were taken, at least one
   */
  public record Group(String name, List<Double> rounds) {
    public Group {
      rounds = List.copyOf(rounds);
      if (rounds.isEmpty()) {
        throw new IllegalArgumentException("a group without rounds");
      }
    }

    double logarithm() {
      return Math.log(Robust.median(rounds));
    }

    /** The standard error of {@link #logarithm} within the group; none for too few rounds. */
    OptionalDouble error() {
      Optional<Interval> interval =
          BOOTSTRAP.median(rounds.stream().mapToDouble(Double::doubleValue).toArray());
      return interval.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(
              Math.log(interval.get().high() / interval.get().low()) / 2 / NORMAL_975);
    }

    private String text() {
      return Stream.concat(
              Stream.of(name).filter(one -> !one.isEmpty()),
              rounds.stream().map(one -> String.format(Locale.ROOT, "%.5g", one)))
          .collect(Collectors.joining(" "));
    }
  }

  public MeasuredRounds {
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("no group of rounds");
    }
  }

  /** The rounds in the note of an evaluation that has a number. */
  public static MeasuredRounds of(Evaluation evaluation) {
    double reference = 0;
    List<Group> groups = new ArrayList<>();
    for (String part : evaluation.note().split(" \\| ")) {
      List<String> words = new ArrayList<>(Arrays.asList(part.split(" ")));
      if (part.startsWith(REFERENCE)) {
        reference = Double.parseDouble(part.substring(REFERENCE.length()));
      } else {
        String name = words.getFirst().indexOf('T') > 0 ? words.removeFirst() : "";
        groups.add(new Group(name, words.stream().map(Double::valueOf).toList()));
      }
    }
    return new MeasuredRounds(reference, groups);
  }

  /** The text that {@link #of} reads. */
  public String note() {
    return Stream.concat(
            Stream.of(REFERENCE + String.format(Locale.ROOT, "%.3g", reference)),
            groups.stream().map(Group::text))
        .collect(Collectors.joining(BETWEEN));
  }

  /** What all groups of several evaluations of a figure say; the reason where one has no number. */
  public static Evaluation together(List<Evaluation> evaluations) {
    double sum = 0;
    double reference = 0;
    List<Group> groups = new ArrayList<>();
    for (Evaluation evaluation : evaluations) {
      if (evaluation.number().isEmpty()) {
        return evaluation;
      }
      MeasuredRounds rounds = of(evaluation);
      sum += Math.log(evaluation.orNaN()) * rounds.groups.size();
      reference = Math.max(reference, rounds.reference);
      groups.addAll(rounds.groups);
    }
    return new Evaluation(
        OptionalDouble.of(Math.exp(sum / groups.size())),
        new MeasuredRounds(reference, groups).note());
  }

  /** For each group its rounds, scaled to the unit of a figure. */
  public List<List<Double>> scaled(double figure) {
    double scale = figure / Math.exp(logarithm());
    return groups.stream()
        .map(group -> group.rounds().stream().map(round -> round * scale).toList())
        .toList();
  }

  /** The mean over groups, as a logarithm. */
  private double logarithm() {
    return groups.stream().mapToDouble(Group::logarithm).average().orElseThrow();
  }

  /**
   * The figure with its 95 % interval; without one if no group has {@value Bootstrap#FEWEST} rounds
   * or the reference has none. Logarithms of groups are taken as normal. The interval is the wider
   * of two: of what is assumed ({@link #GROUP_SPREAD}, and the error within groups), and of what
   * the groups show, by Student's t, which for two or three groups that disagree is very wide.
   */
  public Estimate estimate(double figure) {
    List<Group> able = groups.stream().filter(group -> group.error().isPresent()).toList();
    if (able.isEmpty() || !Double.isFinite(reference)) {
      return new Estimate(figure, Optional.empty());
    }
    int count = able.size();
    double mean = able.stream().mapToDouble(Group::logarithm).average().orElseThrow();
    double squares = 0;
    double within = 0;
    for (Group group : able) {
      double gap = group.logarithm() - mean;
      squares += gap * gap;
      double error = group.error().orElseThrow();
      within += error * error / count;
    }
    double assumed = student(PRIOR) * Math.sqrt((GROUP_SPREAD * GROUP_SPREAD + within) / count);
    double shown = count == 1 ? 0 : student(count - 1) * Math.sqrt(squares / (count - 1) / count);
    double whole = Math.exp(Math.hypot(Math.max(assumed, shown), reference));
    return Estimate.of(figure, new Interval(figure / whole, figure * whole));
  }

  private static double student(int freedom) {
    return new TDistribution(null, freedom).inverseCumulativeProbability(0.975);
  }
}
