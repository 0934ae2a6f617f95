package convspectrum.search.predict;

import convspectrum.executor.Runtimes;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.statistics.Robust;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.latency.MeasuringGroup;
import convspectrum.search.study.GroupStudy;
import convspectrum.search.study.StudyOptions;
import convspectrum.search.study.Workers;
import convspectrum.spec.canonical.Fingerprint;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Times designs on a runtime of this machine, in one process for all groups. */
public final class StudyTimer implements DesignTimer {
  /** About how long one design may take. */
  private static final Duration EACH = Duration.ofMillis(600);

  private static final Duration WARM_UP = Duration.ofMillis(300);
  private static final double PRECISION = 0.005;
  private static final int LEAST_ROUNDS = 15;
  private static final int MOST_ROUNDS = 40;
  private static final double STEADINESS = 0.05;

  private final GroupStudy study;
  private final Designs designs;
  private final long seed;
  private boolean isWarm;

  /**
   * Opens the process of the runtime.
   *
   * @param baseline timed in every group
   * @param networks all that will be timed
   * @param seed of weights, inputs and places in memory
   * @param workers starts a process for these designs where the runtime needs one
   */
  public StudyTimer(
      InferenceRuntime runtime,
      RunOptions options,
      long seed,
      Network baseline,
      List<Network> networks,
      Function<Designs, Optional<Workers>> workers) {
    this.seed = seed;
    this.isWarm = !Runtimes.isCompiledByJava(runtime.name());
    this.designs = MeasuringGroup.of(runtime.name(options), baseline, networks);
    this.study =
        new GroupStudy(
            designs,
            new StudyOptions(List.of(runtime), options, protocol(Duration.ofSeconds(1)), seed),
            Instruments.system(),
            Clock.systemUTC(),
            Machine.read(),
            workers.apply(designs));
  }

  private QuickProtocol protocol(Duration budget) {
    QuickProtocol usual = QuickProtocol.DEFAULT;
    return new QuickProtocol(
        budget,
        PRECISION,
        LEAST_ROUNDS,
        1, // a group is a placement of its own
        MOST_ROUNDS,
        usual.sample(),
        WARM_UP,
        STEADINESS,
        usual.resamples(),
        seed,
        usual.memoryBytes(),
        usual.pinned());
  }

  @Override
  public Conditions conditions() {
    return study.conditions();
  }

  @Override
  public String protocol() {
    return protocol(Duration.ofSeconds(1)).describe().replaceFirst("budget [^,]*, ", "")
        + ", in groups beside the baseline";
  }

  /**
   * The first group of a process is timed twice where Java compiles the kernels, and counts the
   * second time: the baseline of a first group was up to a fifth slower than in all others.
   */
  @Override
  public GroupTimes time(List<Network> networks) throws InterruptedException {
    if (!isWarm) {
      timed(networks);
      isWarm = true;
    }
    return timed(networks);
  }

  private GroupTimes timed(List<Network> networks) throws InterruptedException {
    List<String> labels =
        networks.stream().map(network -> Fingerprint.of(network.graph()).hex()).toList();
    GroupStudy.Times times = study.time(labels, protocol(EACH.multipliedBy(networks.size() + 1L)));
    if (times.run().partial() || Thread.interrupted()) {
      throw new InterruptedException("interrupted while a group was timed");
    }
    String first = designs.baselineRow().label();
    Measurement baseline =
        times
            .run()
            .measurement(first)
            .orElseThrow(() ->
                new LatencyTableException(
                    "the baseline was not timed: "
                        + times.failures().getOrDefault(first, "it failed while it ran")));
    String its = designs.baselineRow().fingerprint().hex();
    return new GroupTimes(
        times.run().noise().sentence(),
        baseline.medianMs(),
        labels.stream()
            .map(label -> time(times, label.equals(its) ? first : label, baseline))
            .toList());
  }

  private static Optional<DesignTime> time(
      GroupStudy.Times times, String label, Measurement baseline) {
    return times
        .run()
        .measurement(label)
        .map(measurement ->
            new DesignTime(
                Robust.median(measurement.samples().over(baseline.samples()).values()),
                measurement.samples().values(),
                times.profiles().getOrDefault(label, List.of())));
  }

  @Override
  public void close() {
    study.close();
  }
}
