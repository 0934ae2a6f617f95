package convspectrum.search.cause;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Finds which channels a group are slow, from designs that were timed. Slow is first what takes
 * more than {@value #MUCH} times the time that neighbours suggest, as with a kernel that is for
 * anything, and if that shows no rule more than {@value TimeLine#CLIFF} times. A rule is told only
 * if
 *
 * <ol>
 *   <li>it tells slow designs from fast ones with a balanced accuracy (the mean of the shares of
 *       slow and of fast designs that it gets right) of {@value #LEAST} or more;
 *   <li>no more than {@value #CHANCE} of random exchanges of slow and fast give any of the
 *       {@linkplain ChannelRule#CANDIDATES candidates} as high an accuracy, so that trying many
 *       rules is paid for, by either limit;
 *   <li>it holds where it was not looked for: each shape is left out in turn (or each design, where
 *       there is one shape), and the rule that the others give must get what was left out right
 *       with a balanced accuracy of {@value #LEAST_ELSEWHERE} or more.
 * </ol>
 */
public final class RuleFinder {
  private static final double LEAST = 0.9;
  private static final double LEAST_ELSEWHERE = 0.8;
  private static final double CHANCE = 0.01;
  private static final double MUCH = 5;
  private static final List<Double> LIMITS = List.of(MUCH, TimeLine.CLIFF);
  private static final int EXCHANGES = 2_000;

  private final long seed;

  /** A finder whose exchanges are of this seed. */
  public RuleFinder(long seed) {
    this.seed = seed;
  }

  /**
   * A design that was timed.
   *
   * @param shape the shape that it works on; those of other shapes are what a rule is tested on
   * @param channels channels a group
   * @param ratio its time divided by what its neighbours suggest
   */
  public record Observation(String shape, long channels, double ratio) {}

  /** The same where it is decided what is slow. */
  private record Labelled(String shape, long channels, boolean slow) {}

  /**
   * A rule that was found.
   *
   * @param rule the weakest of those that are as good
   * @param limit slow are designs that take more than so many times the time
   * @param designs that it was found from
   * @param kept how many of them are as it says
   * @param shapes how many shapes they have; where there is one, designs were left out instead
   * @param chance share of random exchanges that give as good a rule
   */
  public record Found(
      ChannelRule rule, double limit, int designs, int kept, int shapes, double chance) {
    /** It in a sentence, with figures. */
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "channels a group that are %s take at most %.1f times what neighbours suggest, as %d of %d"
              + " designs show%s.",
          rule.text(),
          limit,
          kept,
          designs,
          shapes > 1
              ? ", and each of %d shapes when the others alone gave the rule".formatted(shapes)
              : " (of one shape, which says nothing about others)");
    }
  }

  /** The rule that these designs show, if they show one. */
  public Optional<Found> find(List<Observation> seen) {
    return LIMITS.stream()
        .flatMap(limit ->
            find(
                seen.stream()
                    .map(one -> new Labelled(one.shape(), one.channels(), one.ratio() > limit))
                    .toList(),
                limit)
                .stream())
        .findFirst();
  }

  private Optional<Found> find(List<Labelled> seen, double limit) {
    Optional<ChannelRule> best = best(seen);
    if (best.isEmpty()) {
      return Optional.empty();
    }
    ChannelRule rule = best.get();
    double accuracy = accuracy(rule, seen);
    if (accuracy < LEAST || heldOut(seen) < LEAST_ELSEWHERE) {
      return Optional.empty();
    }
    double chance = chance(seen, accuracy);
    return chance > CHANCE
        ? Optional.empty()
        : Optional.of(
            new Found(
                rule,
                limit,
                seen.size(),
                (int) seen.stream().filter(one -> isRight(rule, one)).count(),
                (int) seen.stream().map(Labelled::shape).distinct().count(),
                chance));
  }

  private static boolean isRight(ChannelRule rule, Labelled one) {
    return rule.keeps(one.channels()) != one.slow();
  }

  /** The first of the best; none where all designs are slow, or all fast. */
  private static Optional<ChannelRule> best(List<Labelled> seen) {
    if (seen.stream().map(Labelled::slow).distinct().count() < 2) {
      return Optional.empty();
    }
    ChannelRule best = null;
    double most = -1;
    for (ChannelRule rule : ChannelRule.CANDIDATES) {
      double accuracy = accuracy(rule, seen);
      if (accuracy > most) {
        best = rule;
        most = accuracy;
      }
    }
    return Optional.ofNullable(best);
  }

  private static double accuracy(ChannelRule rule, List<Labelled> seen) {
    return accuracy(seen, seen.stream().map(one -> isRight(rule, one)).toList());
  }

  private static double accuracy(List<Labelled> seen, List<Boolean> right) {
    int[] all = new int[2];
    int[] kept = new int[2];
    for (int i = 0; i < seen.size(); i++) {
      int kind = seen.get(i).slow() ? 1 : 0;
      all[kind]++;
      kept[kind] += right.get(i) ? 1 : 0;
    }
    return (kept[0] / (double) all[0] + kept[1] / (double) all[1]) / 2;
  }

  /** How right rules are on what they were not found from. */
  private static double heldOut(List<Labelled> seen) {
    boolean byShape = seen.stream().map(Labelled::shape).distinct().count() > 1;
    List<Boolean> right = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      Labelled left = seen.get(i);
      int own = i;
      List<Labelled> others = new ArrayList<>();
      for (int k = 0; k < seen.size(); k++) {
        if (byShape ? !seen.get(k).shape().equals(left.shape()) : k != own) {
          others.add(seen.get(k));
        }
      }
      right.add(best(others).map(rule -> isRight(rule, left)).orElse(!left.slow()));
    }
    return accuracy(seen, right);
  }

  /** The share of random exchanges of slow and fast that give as good a rule, not below 1/n. */
  private double chance(List<Labelled> seen, double accuracy) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Boolean> slow = new ArrayList<>(seen.stream().map(Labelled::slow).toList());
    int asGood = 0;
    for (int n = 0; n < EXCHANGES; n++) {
      shuffle(slow, random);
      List<Labelled> exchanged = new ArrayList<>();
      for (int i = 0; i < seen.size(); i++) {
        exchanged.add(new Labelled(seen.get(i).shape(), seen.get(i).channels(), slow.get(i)));
      }
      boolean found =
          ChannelRule.CANDIDATES.stream().anyMatch(rule -> accuracy(rule, exchanged) >= accuracy);
      asGood += found ? 1 : 0;
    }
    return (1 + asGood) / (1.0 + EXCHANGES);
  }

  private static void shuffle(List<Boolean> values, RandomGenerator random) {
    for (int i = values.size() - 1; i > 0; i--) {
      Collections.swap(values, i, random.nextInt(i + 1));
    }
  }
}
