package convspectrum.cli.measure;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.search.claim.Claim;
import convspectrum.search.claim.ClaimDocument;
import convspectrum.search.claim.ClaimJudge;
import convspectrum.search.claim.ClaimTimes;
import convspectrum.search.claim.JudgedClaim;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Prints the verdicts on claims as soon as their networks are measured. */
final class VerdictLines implements BiConsumer<List<String>, Latencies> {
  private final List<Claim> left;
  private final ClaimJudge judge;
  private final Map<String, String> timedAs = new HashMap<>();
  private final Set<String> timed = new HashSet<>();
  private final PrintWriter err;

  VerdictLines(ClaimDocument document, Designs designs, PrintWriter err) {
    this.left = new ArrayList<>(document.claims());
    this.judge = new ClaimJudge(designs);
    this.err = err;
    for (ComparedDesign row : designs.rows()) {
      timedAs.put(row.label(), row.evaluatedAs());
    }
  }

  @Override
  public void accept(List<String> group, Latencies latencies) {
    timed.addAll(group);
    List<Claim> ready = left.stream().filter(this::isReady).toList();
    left.removeAll(ready);
    for (Claim claim : ready) {
      print(claim, ClaimTimes.of(latencies).processes());
    }
    err.flush();
  }

  /** Prints the verdicts on claims that were measured in further processes. */
  void again(List<Claim> claims, ClaimTimes times) {
    for (Claim claim : claims) {
      print(claim, times.processes());
    }
    err.flush();
  }

  private void print(Claim claim, List<List<MeasurementRun>> runtimes) {
    err.println(
        claim.id()
            + ": "
            + runtimes.stream()
                .map(processes -> line(judge.judge(claim, processes), processes.getFirst()))
                .collect(Collectors.joining("; ")));
  }

  private boolean isReady(Claim claim) {
    return claim.value().labels().stream()
        .map(label -> Objects.requireNonNull(timedAs.get(label), label))
        .allMatch(timed::contains);
  }

  private static String line(JudgedClaim judged, MeasurementRun run) {
    return "%s %s%s"
        .formatted(
            run.conditions().runtime(),
            judged.judgement(),
            judged.value().map(VerdictLines::value).orElse(""));
  }

  private static String value(Estimate estimate) {
    return estimate
        .interval()
        .map((Interval interval) ->
            String.format(
                Locale.ROOT,
                ", %.2f [%.2f, %.2f]",
                estimate.value(),
                interval.low(),
                interval.high()))
        .orElse("");
  }
}
