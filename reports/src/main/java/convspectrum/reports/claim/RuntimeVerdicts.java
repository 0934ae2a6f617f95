package convspectrum.reports.claim;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.search.claim.Claim;
import convspectrum.search.claim.ClaimDocument;
import convspectrum.search.claim.ClaimJudge;
import convspectrum.search.claim.JudgedClaim;
import convspectrum.search.claim.Judgement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a runtime says of each claim.
 *
 * @param run how it was measured in the first process
 * @param verdicts by the names of the claims
 */
record RuntimeVerdicts(MeasurementRun run, Map<String, JudgedClaim> verdicts) {
  static RuntimeVerdicts of(
      ClaimDocument document, ClaimJudge judge, List<MeasurementRun> processes) {
    Map<String, JudgedClaim> verdicts = new LinkedHashMap<>();
    document.claims().forEach(claim -> verdicts.put(claim.id(), judge.judge(claim, processes)));
    return new RuntimeVerdicts(processes.getFirst(), verdicts);
  }

  String name() {
    return run.conditions().runtime();
  }

  JudgedClaim of(Claim claim) {
    return Objects.requireNonNull(verdicts.get(claim.id()), claim::id);
  }

  /** How many claims have each verdict. */
  String counts() {
    return "%s: of %d claims %s."
        .formatted(
            name(),
            verdicts.size(),
            Stream.of(Judgement.values())
                .map(judgement -> of(judgement).size() + " " + judgement)
                .collect(Collectors.joining(", ")));
  }

  /** The names of the claims with a verdict. */
  List<String> of(Judgement judgement) {
    return verdicts.values().stream()
        .filter(one -> one.judgement() == judgement)
        .map(one -> one.claim().id())
        .toList();
  }
}
