package convspectrum.search.claim;

import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.statistics.Bootstrap;
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
 * one figure, its median. Where another process may have another verdict, a process counts as one
 * figure.
 */
public final class ClaimJudge {
  private final Map<String, ComparedDesign> byLabel;

  /** Judges claims about these networks. */
  public ClaimJudge(Designs designs) {
    this.byLabel =
        designs.rows().stream()
            .collect(Collectors.toMap(ComparedDesign::label, Function.identity()));
  }

  /** Whether a claim is to be measured in further processes before it is judged. */
  public boolean needsProcesses(Claim claim, MeasurementRun run) {
    return !(run.protocol() instanceof JmhProtocol) // whose figures are processes already
        && judgedByOne(claim, run)
            .value()
            .filter(value -> value.interval().map(claim::isNear).orElse(true))
            .isPresent();
  }

  /**
   * What the runs of a runtime say of a claim.
   *
   * @param processes the run of the first process, which has all networks, and those of further
   *     ones, which may lack those of this claim
   */
  public JudgedClaim judge(Claim claim, List<MeasurementRun> processes) {
    MeasurementRun first = processes.getFirst();
    JudgedClaim alone = judgedByOne(claim, first);
    if (!needsProcesses(claim, first)) {
      return alone;
    }
    List<Double> figures = new ArrayList<>();
    for (MeasurementRun run : processes) {
      judgedByOne(claim, run).value().ifPresent(value -> figures.add(value.value()));
    }
    if (figures.size() < Bootstrap.FEWEST) {
      String why =
          alone.note().isEmpty()
              ? "Near an end of the band, where another process may have another verdict: measured in %d of %d processes."
                  .formatted(figures.size(), Bootstrap.FEWEST)
              : alone.note();
      return new JudgedClaim(claim, alone.value(), figures.size(), Judgement.UNDECIDED, why);
    }
    Estimate value = first.protocol().bootstrap().median(Samples.independent(figures));
    return new JudgedClaim(
        claim, Optional.of(value), figures.size(), claim.judge(value.interval()), "");
  }

  private JudgedClaim judgedByOne(Claim claim, MeasurementRun run) {
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
