package convspectrum.search.training.study;

import convspectrum.executor.statistics.Estimate;
import convspectrum.search.claim.Claim;
import convspectrum.search.claim.JudgedClaim;
import convspectrum.search.claim.Judgement;
import convspectrum.search.training.SeedSample;
import convspectrum.search.training.study.StudyResult.Outcome;
import convspectrum.spec.expression.ExpressionException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Judges claims about accuracies. The value of a claim is computed for each seed from the
 * accuracies of that seed, in percent, and its interval is that of their mean.
 */
final class TrainedClaims {
  private static final double PERCENT = 100;

  private final Map<String, Outcome> byLabel;
  private final int looks;
  private final double least;

  TrainedClaims(List<Outcome> outcomes, int looks, double least) {
    this.byLabel =
        outcomes.stream()
            .collect(Collectors.toMap(one -> one.design().label(), Function.identity()));
    this.looks = looks;
    this.least = least;
  }

  JudgedClaim judge(Claim claim) {
    List<String> labels = claim.value().labels();
    List<String> missing = labels.stream().filter(label -> !byLabel.containsKey(label)).toList();
    if (!missing.isEmpty()) {
      return undecided(claim, "'" + missing.getFirst() + "' was not trained.");
    }
    Set<Long> seeds = new LinkedHashSet<>(outcome(labels.getFirst()).accuracies().keySet());
    labels.forEach(label -> seeds.retainAll(outcome(label).accuracies().keySet()));
    if (seeds.isEmpty()) {
      return undecided(claim, "No seed is common to its designs.");
    }
    try {
      double[] values = seeds.stream().mapToDouble(seed -> value(claim, seed)).toArray();
      Estimate value = SeedSample.mean(values, Leaders.level(looks), PERCENT * least);
      return new JudgedClaim(
          claim,
          Optional.of(value),
          claim.judge(value.interval()),
          value.interval().isPresent() ? "" : "One seed says nothing about the spread.");
    } catch (ExpressionException e) {
      return undecided(claim, "Its value cannot be computed: " + e.getMessage() + ".");
    }
  }

  private double value(Claim claim, long seed) {
    return claim
        .value()
        .of((figure, label) -> {
          Outcome outcome = outcome(label);
          return figure.of(
              outcome.design().row(),
              PERCENT * Objects.requireNonNull(outcome.accuracies().get(seed)));
        });
  }

  private Outcome outcome(String label) {
    return Objects.requireNonNull(byLabel.get(label), label);
  }

  private static JudgedClaim undecided(Claim claim, String why) {
    return new JudgedClaim(claim, Optional.empty(), Judgement.UNDECIDED, why);
  }
}
