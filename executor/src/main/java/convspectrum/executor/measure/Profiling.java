package convspectrum.executor.measure;

import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.host.TimedProgram;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.statistics.Robust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures the time of each part of one design: the design is warmed up, timed as a whole and then
 * profiled repeatedly. The median of each part counts.
 */
public final class Profiling {
  private static final int SAMPLES = 21;
  private static final int MOST_PROFILES = 201;

  private final QuickProtocol protocol;
  private final Instruments instruments;
  private final Effort effort;

  /**
   * The time spent on one design.
   *
   * @param fewest smallest number of profiles
   * @param enough time after which no more than these are taken
   */
  public record Effort(int fewest, Duration enough) {
    private static final Duration MOST_FOR_ONE = Duration.ofSeconds(4);

    /** Effort for each of many designs. */
    public static final Effort BRIEF = new Effort(3, Duration.ofMillis(300));

    public Effort {
      if (fewest < 1) {
        throw new IllegalArgumentException(fewest + " profiles; expected at least 1");
      }
    }

    /** Effort for a closer look at one design: a tenth of a budget of time, and 4 s at most. */
    public static Effort within(Duration budget) {
      Duration share = budget.dividedBy(10);
      return new Effort(5, share.compareTo(MOST_FOR_ONE) < 0 ? share : MOST_FOR_ONE);
    }
  }

  /** Creates a profiler that uses this protocol's rules for warm-up and sample size only. */
  public Profiling(QuickProtocol protocol, Instruments instruments, Effort effort) {
    this.protocol = protocol;
    this.instruments = instruments;
    this.effort = effort;
  }

  /**
   * The profile of a design.
   *
   * @param conditions runtime, threads, machine, date
   * @param parts in execution order, with median times
   * @param passMs median time of a pass that was not profiled, in milliseconds
   * @param profiles number of profiles that the medians are taken from
   * @param steps what the runtime says that it makes of the design; none where it cannot tell
   */
  public record Profile(
      Conditions conditions,
      List<NodeTime> parts,
      double passMs,
      int profiles,
      List<RuntimeStep> steps) {
    public Profile {
      parts = List.copyOf(parts);
      steps = List.copyOf(steps);
    }

    /** A profile by a runtime that tells nothing of its steps. */
    public Profile(Conditions conditions, List<NodeTime> parts, double passMs, int profiles) {
      this(conditions, parts, passMs, profiles, List.of());
    }
  }

  /**
   * Profiles a design. Interrupting the thread ends it with the first profile that is there.
   *
   * @throws RuntimeException if the runtime throws it; {@link HostException} if the host fails
   */
  public Profile measure(Host host, Conditions conditions, String design) {
    return measure(host, conditions, design, Progress.NONE);
  }

  /** The same, and tells of its phases. */
  public Profile measure(Host host, Conditions conditions, String design, Progress progress) {
    progress.report(Progress.Phase.COMPILE, 0, 1, design);
    List<RuntimeStep> steps = steps(host, design);
    try (TimedProgram program = host.compile(design)) {
      if (protocol.pinned()) {
        host.pin();
      }
      double passMs = pass(program, phase -> progress.report(phase, 0, 1, design));
      host.collectGarbage();
      progress.report(Progress.Phase.PROFILE, 0, 1, design);
      List<List<NodeTime>> profiles = new ArrayList<>();
      long end = instruments.now() + effort.enough().toNanos();
      do {
        profiles.add(program.profile());
      } while (!interrupted()
          && (profiles.size() < effort.fewest()
              || (profiles.size() < MOST_PROFILES && instruments.now() < end)));
      return new Profile(conditions, medians(profiles), passMs, profiles.size(), steps);
    } finally {
      host.unpin();
    }
  }

  /** A runtime that cannot tell its steps can be profiled all the same. */
  private static List<RuntimeStep> steps(Host host, String design) {
    try {
      return host.steps(design);
    } catch (RuntimeException e) {
      System.getLogger(Profiling.class.getName())
          .log(System.Logger.Level.DEBUG, design + " has no steps that are known", e);
      return List.of();
    }
  }

  private double pass(TimedProgram program, Consumer<Progress.Phase> phase) {
    phase.accept(Progress.Phase.WARM_UP);
    TimedProgram.Warm warm =
        program.warmUp(protocol.warmUp().toNanos(), protocol.steadiness(), Profiling::interrupted);
    double sampleNanos = protocol.sample().toNanos();
    int repetitions =
        (int) Math.clamp(Math.ceil(sampleNanos / Math.max(1, warm.nanosPerPass())), 1, 1_000_000);
    phase.accept(Progress.Phase.ROUNDS);
    double[] samples = new double[SAMPLES];
    int taken = 0;
    do {
      samples[taken++] = program.sample(repetitions).nanos() / 1e6 / repetitions;
    } while (taken < SAMPLES && !interrupted());
    return Robust.median(Arrays.copyOf(samples, taken));
  }

  private static boolean interrupted() {
    return Thread.currentThread().isInterrupted();
  }

  /** Returns the median of each part over the profiles that contain it. */
  static List<NodeTime> medians(List<List<NodeTime>> profiles) {
    record Part(List<String> nodes, String op, int occurrence) {}
    Map<Part, List<Double>> times = new LinkedHashMap<>();
    for (List<NodeTime> profile : profiles) {
      Map<Part, Integer> seen = new LinkedHashMap<>();
      for (NodeTime time : profile) {
        int occurrence = seen.merge(new Part(time.nodes(), time.op(), 0), 1, Integer::sum);
        times
            .computeIfAbsent(new Part(time.nodes(), time.op(), occurrence), _ -> new ArrayList<>())
            .add((double) time.nanos());
      }
    }
    List<NodeTime> medians = new ArrayList<>();
    times.forEach((part, nanos) ->
        medians.add(new NodeTime(part.nodes(), part.op(), Math.round(Robust.median(nanos)))));
    return medians;
  }
}
