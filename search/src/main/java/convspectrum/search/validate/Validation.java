package convspectrum.search.validate;

import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.search.cause.RuleFinder;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.roofline.Ceiling;
import convspectrum.search.roofline.FusedRoofline;
import convspectrum.search.study.Latencies;
import convspectrum.search.validate.Finding.AboveLine;
import convspectrum.search.validate.Finding.Cliff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Theory against measurement, of all designs on every runtime.
 *
 * @param compared the designs that were compared
 * @param limits the machine's limits that designs are compared with
 * @param runtimes one per runtime, in order
 */
public record Validation(Designs compared, MachineLimits limits, List<RuntimeValidation> runtimes) {
  public Validation {
    runtimes = List.copyOf(runtimes);
  }

  /**
   * Compares measurements with theory.
   *
   * @param latencies of the designs
   * @param profiles the profiles that there are; a design without one has no reasons
   * @param limits of the machine that it was measured on
   * @param seed of resampling
   */
  public static Validation of(
      Designs compared,
      Latencies latencies,
      List<DesignProfile> profiles,
      MachineLimits limits,
      long seed) {
    return new Validation(
        compared,
        limits,
        latencies.runs().stream()
            .map(run -> new OnRuntime(compared, latencies, profiles, limits, run).validate(seed))
            .toList());
  }

  /** The results in at most ten sentences, each with a figure. */
  public List<String> summary() {
    return new Summary(this).sentences();
  }

  /**
   * Which designs are worth using on each runtime, and which to avoid, a sentence for each
   * baseline; behind them the rule that they follow, if one was found.
   */
  public List<String> advice() {
    return runtimes.stream()
        .flatMap(runtime ->
            Stream.concat(
                    runtime.advice().stream().map(Advice::sentence),
                    runtime.rule().stream().map(RuleFinder.Found::sentence))
                .map(sentence -> runtime.runtime() + ": " + sentence))
        .toList();
  }

  /** Validates the designs on one runtime. */
  private record OnRuntime(
      Designs compared,
      Latencies latencies,
      List<DesignProfile> profiles,
      MachineLimits limits,
      MeasurementRun run) {

    RuntimeValidation validate(long seed) {
      List<DesignValidation> designs = compared.rows().stream().map(this::design).toList();
      List<DesignValidation> timed =
          designs.stream()
              .filter(design -> design.compared().sameAs().isEmpty())
              .filter(design -> design.measurement().isPresent())
              .toList();
      SlowDesigns slow = new SlowDesigns(timed, profilesByLabel());
      Findings findings = new Findings(timed, slow);
      List<Cliff> cliffs = findings.cliffs();
      List<AboveLine> aboveLine = findings.aboveLine(cliffs);
      List<DesignValidation> working =
          timed.stream()
              .filter(one -> one.macs() > 0)
              .filter(one -> one.measurement().orElseThrow().time().interval().isPresent())
              .toList();
      double[] times = values(working, OnRuntime::time);
      return new RuntimeValidation(
          run,
          designs,
          correlations(working, times, seed),
          Regression.of(values(working, DesignValidation::macs), times),
          cliffs,
          aboveLine,
          findings.dominated(),
          compared.parameters().stream()
              .filter(this::variesBesideBaseline)
              .flatMap(parameter -> findings.smallestGain(parameter).stream())
              .toList(),
          Advice.of(compared.parameters(), timed, cliffs, aboveLine),
          slow.rule(seed));
    }

    /** Whether designs that share a baseline differ in it: its least value means something then. */
    private boolean variesBesideBaseline(String parameter) {
      Map<String, String> values = new HashMap<>();
      return compared.rows().stream()
          .filter(row -> row.design().isPresent())
          .anyMatch(row -> {
            String value = row.design().orElseThrow().value(parameter).text();
            String first = values.putIfAbsent(compared.baselineOf(row).label(), value);
            return first != null && !first.equals(value);
          });
    }

    private Map<String, LayerTimes> profilesByLabel() {
      Map<String, LayerTimes> byLabel = new HashMap<>();
      profiles.stream()
          .filter(p -> p.times().conditions().runtime().equals(run.conditions().runtime()))
          .forEach(profile -> byLabel.putIfAbsent(profile.design(), profile.times()));
      return byLabel;
    }

    private List<Correlation> correlations(
        List<DesignValidation> designs, double[] times, long seed) {
      List<Correlation> all = new ArrayList<>();
      Correlation.of("macs", values(designs, DesignValidation::macs), times, seed)
          .ifPresent(all::add);
      Correlation.of("bytes", values(designs, this::bytes), times, seed).ifPresent(all::add);
      double[] roofline = values(designs, DesignValidation::rooflineMs);
      if (Arrays.stream(roofline).noneMatch(Double::isNaN)) {
        Correlation.of("roofline", roofline, times, seed).ifPresent(all::add);
      }
      return all;
    }

    private static double[] values(
        List<DesignValidation> designs, ToDoubleFunction<DesignValidation> value) {
      return designs.stream().mapToDouble(value).toArray();
    }

    /** In the type that the runtime computes with. */
    private double bytes(DesignValidation design) {
      return design.compared().cost().in(run.conditions().type()).total().bytes();
    }

    private static double time(DesignValidation design) {
      return design.measurement().orElseThrow().medianMs();
    }

    private DesignValidation design(ComparedDesign design) {
      double roofline = roofline(design);
      Optional<Measurement> measurement = latencies.measurement(run, design);
      ComparedDesign baseline = compared.baselineOf(design);
      return new DesignValidation(
          design,
          baseline.label(),
          ratio((double) macs(baseline), (double) macs(design)),
          roofline,
          ratio(roofline(baseline), roofline),
          measurement
              .map(measured ->
                  new Ceiling(limits).peakShare(design, measured.medianMs(), run.conditions()))
              .orElse(Double.NaN),
          measurement,
          measurement.flatMap(measured -> reasons(design, measured)),
          latencies.note(run, design).orElse(""));
    }

    private static double ratio(double baseline, double own) {
      return own == 0 ? Double.NaN : baseline / own;
    }

    private static long macs(ComparedDesign design) {
      return design.cost().total().macs();
    }

    private double roofline(ComparedDesign design) {
      return limits.suspect() || !Ceiling.isExecuted(run.conditions())
          ? Double.NaN
          : FusedRoofline.milliseconds(design.cost(), limits, run.conditions().threads());
    }

    private Optional<Reasons> reasons(ComparedDesign design, Measurement measurement) {
      long macs = macs(compared.baselineOf(design));
      Optional<Speedup> speedup =
          measurement.speedup().filter(one -> one.estimate().interval().isPresent());
      if (speedup.isEmpty() || macs == 0) {
        return Optional.empty();
      }
      // Uses the speed-up and not the baseline's median, so that the parts match the realisation
      // that is shown: drift cancels in the speed-up, but not in the median.
      double baselineMs = speedup.get().median() * measurement.medianMs();
      return profiles.stream()
          .filter(profile -> profile.design().equals(design.evaluatedAs()))
          .filter(p -> p.times().conditions().runtime().equals(run.conditions().runtime()))
          .findFirst()
          .map(profile ->
              new GapAnalysis(limits, baselineMs / macs)
                  .of(design.cost(), profile.times(), measurement.medianMs()));
    }
  }
}
