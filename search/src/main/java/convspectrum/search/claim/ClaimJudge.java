package convspectrum.search.claim;

import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Samples;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import convspectrum.spec.expression.ExpressionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Judges claims. The value of a claim is computed for each round from the times of that round, so
 * that what disturbed a whole round is in numerator and denominator alike; a placement counts as
 * one figure, its median.
 */
public final class ClaimJudge {
  private final Map<String, ComparedDesign> byLabel;

  /** Judges claims about these networks. */
  public ClaimJudge(Designs designs) {
    this.byLabel =
        designs.rows().stream()
            .collect(Collectors.toMap(ComparedDesign::label, Function.identity()));
  }

  /** What a run says of a claim. */
  public JudgedClaim judge(Claim claim, MeasurementRun run) {
    Latencies latencies = new Latencies(List.of(run));
    Map<String, Measurement> measured = new HashMap<>();
    List<String> notes = new ArrayList<>();
    for (String label : claim.value().labels()) {
      ComparedDesign design = design(label);
      latencies.measurement(run, design).ifPresent(found -> measured.put(label, found));
      latencies.reason(run, design).ifPresent(reason -> notes.add(label + ": " + reason));
    }
    if (measured.size() < claim.value().labels().size()) {
      return undecided(claim, notes.isEmpty() ? "" : notes.getFirst());
    }
    List<Integer> groups = measured.values().iterator().next().samples().groups();
    if (measured.values().stream().anyMatch(one -> !one.samples().groups().equals(groups))) {
      return undecided(
          claim, "Its networks were not timed in the same rounds, since they need more memory.");
    }
    try {
      Estimate value =
          run.protocol().bootstrap().median(new Samples(rounds(claim, measured), groups));
      Optional<String> few =
          value.interval().isPresent()
              ? Optional.empty()
              : run.missingInterval(measured.values().iterator().next());
      return new JudgedClaim(
          claim, Optional.of(value), claim.judge(value.interval()), few.orElse(""));
    } catch (ExpressionException e) {
      return undecided(claim, "Its value cannot be computed: " + e.getMessage() + ".");
    }
  }

  /** The value in each round. */
  private List<Double> rounds(Claim claim, Map<String, Measurement> measured) {
    int rounds = measured.values().iterator().next().samples().size();
    List<Double> values = new ArrayList<>(rounds);
    for (int i = 0; i < rounds; i++) {
      int round = i;
      values.add(
          claim
              .value()
              .of((figure, label) ->
                  figure.of(
                      design(label),
                      Objects.requireNonNull(measured.get(label)).samples().values().get(round))));
    }
    return values;
  }

  private static JudgedClaim undecided(Claim claim, String why) {
    return new JudgedClaim(claim, Optional.empty(), Judgement.UNDECIDED, why);
  }

  private ComparedDesign design(String label) {
    return Objects.requireNonNull(byLabel.get(label), label);
  }
}
