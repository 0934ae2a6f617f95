package convspectrum.executor.measure.jmh;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import convspectrum.executor.machine.Activity;
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
import convspectrum.executor.statistics.Interval;
import convspectrum.executor.statistics.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Measures designs by the protocol {@code jmh}, on one runtime or on several. Forks run one after
 * another: in each turn every design has one on every runtime, in the order of a round of {@link
 * QuickMeasuring}, so that drift hits all alike. What differs from one process to the next, such as
 * where code and data lie and what the compiler made of them, is then in the intervals: a fork is
 * one sample, and forks of the same turn are pairs.
 *
 * <p>That the level at which results vary must be repeated, and that intervals belong to one figure
 * for each repetition at that level, is from Kalibera and Jones, Rigorous Benchmarking in
 * Reasonable Time, ISMM 2013. They take means, and a t interval; here it is medians on both levels,
 * as in {@code quick}, with an interval that needs no normal distribution: timings are skewed, and
 * one fork among few may be slow.
 */
public final class JmhMeasuring {
  private final JmhProtocol protocol;
  private final Instruments instruments;
  private final Bootstrap bootstrap;

  /** Measures by this protocol with these instruments. */
  public JmhMeasuring(JmhProtocol protocol, Instruments instruments) {
    this.protocol = protocol;
    this.instruments = instruments;
    this.bootstrap = protocol.bootstrap();
  }

  /**
   * Measures all designs. Interrupting the thread ends it soon, with the turns that are complete.
   *
   * @param lineups one per runtime
   * @param baseline label of the design that speed-ups are relative to; a runtime without it has no
   *     speed-ups
   * @param progress told how far it is
   * @return a run per lineup, in order; forks of the same number are pairs
   */
  public List<MeasurementRun> measure(
      List<ForkedLineup> lineups, Optional<String> baseline, Progress progress) {
    Turns turns = new Turns(lineups, baseline, progress);
    Activity before = instruments.meter().now();
    turns.run();
    Activity activity = instruments.meter().now().since(before).plus(turns.used());
    return lineups.stream().map(lineup -> turns.assemble(lineup, activity)).toList();
  }

  /** The forks of one call. */
  private final class Turns {
    private final List<ForkedLineup> lineups;
    private final Optional<String> baseline;
    private final Progress progress;
    private final List<ForkSeries> all;
    private final long end;
    private int complete;
    private int started;
    private boolean interrupted;

    Turns(List<ForkedLineup> lineups, Optional<String> baseline, Progress progress) {
      this.lineups = lineups;
      this.baseline = baseline;
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
          instruments.now()
              + Math.multiplyExact(protocol.budget().toNanos(), (long) lineups.size());
    }

    void run() {
      long turnNanos = 0;
      while (complete < protocol.maxForks() && !alive().isEmpty() && !stop()) {
        long start = instruments.now();
        if (complete > 0 && start + turnNanos > end) {
          break;
        }
        if (!turn(turnNanos)) {
          all.forEach(series -> series.truncate(complete));
          continue;
        }
        complete++;
        turnNanos = instruments.now() - start;
        if (complete >= protocol.minForks() && widestHalfWidth() <= protocol.precision()) {
          break;
        }
      }
    }

    /** One fork of each; false if that was cut short or one of them failed. */
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

    /** How many forks there will be; of the first turn's length nothing is known yet. */
    private long total(long turnNanos) {
      double more =
          turnNanos == 0 ? protocol.minForks() : (end - instruments.now()) / (double) turnNanos;
      long turns = Math.clamp((long) (complete + more), complete + 1, protocol.maxForks());
      return Math.max(started, turns * alive().size());
    }

    /** Of every speed-up; of times where there is none. */
    private double widestHalfWidth() {
      double widest = 0;
      for (ForkSeries series : alive()) {
        Optional<ForkSeries> base = base(series.lineup()).filter(alive()::contains);
        boolean alone = of(series.lineup()).size() == 1;
        if (base.isEmpty() || alone) {
          widest = Math.max(widest, bootstrap.median(series.samples()).relativeHalfWidth());
        } else if (base.get() != series) {
          Interval ratio = bootstrap.median(base.get().samples().over(series.samples()));
          widest = Math.max(widest, ratio.relativeHalfWidth());
        }
      }
      return widest;
    }

    private List<ForkSeries> alive() {
      return all.stream().filter(series -> series.failure().isEmpty()).toList();
    }

    private Optional<ForkSeries> base(ForkedLineup lineup) {
      return of(lineup).stream()
          .filter(series -> baseline.isPresent() && baseline.get().equals(series.design()))
          .findFirst();
    }

    private List<ForkSeries> of(ForkedLineup lineup) {
      return all.stream().filter(series -> series.lineup() == lineup).toList();
    }

    // The interrupt is taken and not restored: with it set, writing the results would fail.
    private boolean stop() {
      interrupted |= Thread.interrupted();
      return interrupted;
    }

    /** What the forks did themselves, and is no disturbance. */
    Activity used() {
      double seconds = 0;
      long switches = 0;
      for (ForkSeries series : all) {
        for (Forks.Fork fork : series.forks()) {
          seconds += fork.cpuSeconds();
          switches += fork.involuntarySwitches();
        }
      }
      return new Activity(0, 0, 0, seconds, switches, 0);
    }

    MeasurementRun assemble(ForkedLineup lineup, Activity activity) {
      List<ForkSeries> measured =
          of(lineup).stream()
              .filter(series -> series.failure().isEmpty() && !series.forks().isEmpty())
              .toList();
      NoiseReport noise =
          NoiseReport.of(
              base(lineup)
                  .filter(measured::contains)
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
          notes(outcomes));
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
          series.samples().median(),
          bootstrap.median(series.samples()),
          speedup(series),
          noise);
    }

    private Optional<Speedup> speedup(ForkSeries series) {
      Optional<ForkSeries> base = base(series.lineup()).filter(found -> found.failure().isEmpty());
      if (base.isPresent() && base.get() == series) {
        Interval one = new Interval(1, 1, Interval.LEVEL);
        return Optional.of(new Speedup(series.design(), 1, one, complete));
      }
      return base.map(found -> {
        Samples ratios = found.samples().over(series.samples());
        return new Speedup(
            found.design(), ratios.median(), bootstrap.median(ratios), ratios.size());
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
            "Only %d of at least %d forks fit the time budget: intervals are wide, and less sure than 95 %%; give a larger budget."
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
              .anyMatch(outcome -> baseline.equals(Optional.of(outcome.design())));
      if (lost) {
        notes.add("The baseline was not measured, so there are no speed-ups.");
      }
      return notes;
    }
  }
}
