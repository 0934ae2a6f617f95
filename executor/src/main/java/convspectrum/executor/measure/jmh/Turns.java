package convspectrum.executor.measure.jmh;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.measure.Baselines;
import convspectrum.executor.measure.Progress;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.measure.protocol.Schedule;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.executor.measure.result.NotMeasured;
import convspectrum.executor.measure.result.Outcome;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The forks of one call of {@link JmhMeasuring#measure}. */
final class Turns {
  private final JmhProtocol protocol;
  private final Instruments instruments;
  private final Bootstrap bootstrap;
  private final List<ForkedLineup> lineups;
  private final Baselines baselines;
  private final Progress progress;
  private final List<ForkSeries> all;
  private final long end;
  private int complete;
  private long lastTurnNanos;
  private int started;
  private boolean interrupted;

  Turns(
      JmhProtocol protocol,
      Instruments instruments,
      List<ForkedLineup> lineups,
      Baselines baselines,
      Progress progress) {
    this.protocol = protocol;
    this.instruments = instruments;
    this.bootstrap = protocol.bootstrap();
    this.lineups = lineups;
    this.baselines = baselines;
    this.progress = progress;
    Set<String> designs = new LinkedHashSet<>();
    lineups.forEach(lineup -> designs.addAll(lineup.designs()));
    this.all =
        designs.stream()
            .flatMap(design ->
                lineups.stream()
                    .filter(lineup -> lineup.designs().contains(design))
                    .map(lineup -> new ForkSeries(design, lineup)))
            .toList();
    this.end =
        instruments.now() + Math.multiplyExact(protocol.budget().toNanos(), (long) lineups.size());
  }

  void run() {
    while (complete < protocol.maxForks() && !alive().isEmpty() && !stop()) {
      long start = instruments.now();
      if (complete > 0 && start + lastTurnNanos > end) {
        break;
      }
      if (!turn(lastTurnNanos)) {
        all.forEach(series -> series.truncate(complete));
        continue;
      }
      complete++;
      lastTurnNanos = instruments.now() - start;
      if (complete >= protocol.minForks() && widestHalfWidth() <= protocol.precision()) {
        break;
      }
    }
  }

  /** Runs one fork of each design; returns false if it was interrupted or a fork failed. */
  private boolean turn(long turnNanos) {
    List<List<ForkSeries>> byDesign =
        List.copyOf(
            alive().stream()
                .collect(groupingBy(ForkSeries::design, LinkedHashMap::new, toList()))
                .values());
    for (int design : Schedule.order(byDesign.size(), complete)) {
      List<ForkSeries> runtimes = byDesign.get(design);
      for (int runtime : Schedule.order(runtimes.size(), complete)) {
        if (stop() || !fork(runtimes.get(runtime), turnNanos)) {
          return false;
        }
      }
    }
    return alive().size() == byDesign.stream().mapToInt(List::size).sum();
  }

  private boolean fork(ForkSeries series, long turnNanos) {
    progress.report(Progress.Phase.FORKS, started++, total(turnNanos), series.design());
    try {
      series.fork();
      return true;
    } catch (InterruptedException e) {
      interrupted = true;
      return false;
    }
  }

  /** Estimates the number of forks; the duration of the first turn is not known yet. */
  private long total(long turnNanos) {
    double more =
        turnNanos == 0 ? protocol.minForks() : (end - instruments.now()) / (double) turnNanos;
    long turns = Math.clamp((long) (complete + more), complete + 1, protocol.maxForks());
    return Math.max(started, turns * alive().size());
  }

  /** The widest interval of all speed-ups, or of times if there are none. */
  private double widestHalfWidth() {
    double widest = 0;
    for (ForkSeries series : alive()) {
      Optional<ForkSeries> base = base(series).filter(alive()::contains);
      boolean alone = of(series.lineup()).size() == 1;
      if (base.isEmpty() || alone) {
        widest = Math.max(widest, bootstrap.median(series.samples()).relativeHalfWidth());
      } else if (base.get() != series) {
        Estimate ratio = bootstrap.median(base.get().samples().over(series.samples()));
        widest = Math.max(widest, ratio.relativeHalfWidth());
      }
    }
    return widest;
  }

  private List<ForkSeries> alive() {
    return all.stream().filter(series -> series.failure().isEmpty()).toList();
  }

  private Optional<ForkSeries> base(ForkSeries design) {
    return baselines
        .of(design.design())
        .flatMap(label ->
            of(design.lineup()).stream()
                .filter(series -> series.design().equals(label))
                .findFirst());
  }

  private List<ForkSeries> of(ForkedLineup lineup) {
    return all.stream().filter(series -> series.lineup() == lineup).toList();
  }

  // The interrupt flag stays cleared; if it were set, writing the results would fail.
  private boolean stop() {
    interrupted |= Thread.interrupted();
    return interrupted;
  }

  /** Returns the activity of the forks themselves, which is no disturbance. */
  Activity used() {
    double seconds = 0;
    long switches = 0;
    for (ForkSeries series : all) {
      for (Forks.Fork fork : series.forks()) {
        seconds += fork.cpuSeconds();
        switches += fork.involuntarySwitches();
      }
    }
    return new Activity(0, 0, 0, seconds, switches, 0, 0);
  }

  MeasurementRun assemble(ForkedLineup lineup, Activity activity) {
    List<ForkSeries> measured =
        of(lineup).stream()
            .filter(series -> series.failure().isEmpty() && !series.forks().isEmpty())
            .toList();
    NoiseReport noise =
        NoiseReport.of(
            measured.stream()
                .flatMap(series -> base(series).stream())
                .filter(measured::contains)
                .findFirst()
                .or(() -> measured.stream().findFirst())
                .map(series -> series.samples().all())
                .stream()
                .toList(),
            measured.stream().map(ForkSeries::iterations).toList(),
            measured.stream().mapToInt(ForkSeries::disturbedIterations).sum(),
            activity);
    List<Outcome> outcomes =
        of(lineup).stream().map(series -> outcome(series, lineup.conditions(), noise)).toList();
    return new MeasurementRun(
        lineup.conditions(),
        protocol,
        outcomes,
        noise,
        complete,
        1,
        interrupted,
        missingSeconds(),
        notes(outcomes));
  }

  /** Seconds for the turns that intervals lack, per runtime, as budgets are given. */
  private double missingSeconds() {
    int missing = Math.max(0, Bootstrap.FEWEST - complete);
    return Math.ceil(missing * lastTurnNanos / 1e9 / lineups.size());
  }

  private Outcome outcome(ForkSeries series, Conditions conditions, NoiseReport noise) {
    if (series.failure().isPresent()) {
      return new NotMeasured(series.design(), conditions, series.failure().get());
    }
    if (series.forks().isEmpty()) {
      return new NotMeasured(
          series.design(), conditions, "interrupted before the first turn of forks was complete");
    }
    return new Measurement(
        series.design(),
        conditions,
        protocol,
        series.warmUp(),
        series.forks().getLast().passes(),
        series.samples(),
        series.disturbed(),
        bootstrap.median(series.samples()),
        speedup(series),
        noise);
  }

  private Optional<Speedup> speedup(ForkSeries series) {
    Optional<ForkSeries> base = base(series).filter(found -> found.failure().isEmpty());
    if (base.isPresent() && base.get() == series) {
      Estimate time = bootstrap.median(series.samples());
      return Optional.of(Speedup.ofBaseline(series.design(), time, complete));
    }
    return base.map(found -> {
      Samples ratios = found.samples().over(series.samples());
      return new Speedup(found.design(), bootstrap.median(ratios), ratios.size());
    });
  }

  private List<String> notes(List<Outcome> outcomes) {
    List<String> notes = new ArrayList<>();
    if (interrupted) {
      notes.add("Interrupted: these are the turns of forks that were complete by then.");
    }
    notes.add(
        String.format(
            Locale.ROOT,
            "Timed by JMH in %d fork%s of each design, in turns; each fork is one sample.",
            complete,
            complete == 1 ? "" : "s"));
    if (complete < protocol.minForks() && !interrupted) {
      notes.add(
          "Only %d of at least %d forks fit the time budget: give a larger one."
              .formatted(complete, protocol.minForks()));
    }
    List<String> unsteady =
        outcomes.stream()
            .filter(outcome -> outcome instanceof Measurement m && !m.warmUp().steady())
            .map(Outcome::design)
            .toList();
    if (!unsteady.isEmpty()) {
      notes.add(
          "Not found steady within the time for warming up, in one fork or more: %s."
              .formatted(String.join(", ", unsteady)));
    }
    boolean lost =
        outcomes.stream()
            .filter(NotMeasured.class::isInstance)
            .anyMatch(outcome -> baselines.isBaseline(outcome.design()));
    if (lost) {
      notes.add("The baseline was not measured, so there are no speed-ups.");
    }
    return notes;
  }
}
