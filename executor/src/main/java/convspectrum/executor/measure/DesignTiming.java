package convspectrum.executor.measure;

import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.TimedProgram;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.statistics.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A design on a runtime while it is measured in one batch: its program and its samples. */
final class DesignTiming {
  /** A pass longer than this multiple of the steady time shows that the program is not steady. */
  private static final double COLD = 1.5;

  private final String design;
  private final Lineup lineup;
  private Optional<TimedProgram> program = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private WarmUp warmUp = new WarmUp(0, 0, false);
  private double nanosPerPass;
  private int repetitions = 1;
  private double[] samples = new double[64];
  private int taken;
  private int placementStart; // index of the first sample since the program was compiled
  private double lastNanosPerPass;
  private final List<Integer> placements = new ArrayList<>(); // samples of the earlier ones
  private final List<Integer> disturbed = new ArrayList<>();

  DesignTiming(String design, Lineup lineup) {
    this.design = design;
    this.lineup = lineup;
  }

  String design() {
    return design;
  }

  Lineup lineup() {
    return lineup;
  }

  /** Returns the reason why this design is no longer measured, if there is one. */
  Optional<String> failure() {
    return failure;
  }

  WarmUp warmUp() {
    return warmUp;
  }

  int repetitions() {
    return repetitions;
  }

  /**
   * Returns milliseconds per pass of the complete rounds, in groups by placement. If there was only
   * one placement, each round counts as a repetition.
   */
  Samples samples() {
    List<Double> values = Arrays.stream(samples, 0, taken).boxed().toList();
    List<Integer> groups = new ArrayList<>(placements);
    if (taken > placementStart) {
      groups.add(taken - placementStart);
    }
    return groups.size() > 1 ? new Samples(values, groups) : Samples.independent(values);
  }

  int rounds() {
    return taken;
  }

  List<Integer> disturbed() {
    return disturbed;
  }

  /** Returns the approximate time of one sample. */
  double nanosPerSample() {
    boolean rewarms = repetitions > 1 || lineup.host().alwaysRewarms();
    return nanosPerPass * (rewarms ? repetitions + 1 : 1);
  }

  void compile() {
    attempt("compiling", () -> program = Optional.of(lineup.host().compile(design)));
  }

  void close() {
    program.ifPresent(TimedProgram::close);
    program = Optional.empty();
  }

  /** Starts another placement. Close the program before this call and compile it after. */
  void beginPlacement() {
    if (taken > placementStart) {
      placements.add(taken - placementStart);
    }
    placementStart = taken;
  }

  /** Whether its last sample took far longer than a warm one, so that it needs a new warm-up. */
  boolean isCold() {
    return lastNanosPerPass > COLD * nanosPerPass;
  }

  /** Warms up again; the number of passes in a sample stays. */
  void warmUpAgain(long limitNanos, double tolerance, BooleanSupplier stop) {
    attempt("warming up", () -> program.orElseThrow().warmUp(limitNanos, tolerance, stop));
  }

  /** Warms up, then chooses the number of passes in a sample. */
  void warmUp(long limitNanos, double tolerance, long sampleNanos, BooleanSupplier stop) {
    attempt(
        "warming up",
        () -> {
          TimedProgram.Warm warm = program.orElseThrow().warmUp(limitNanos, tolerance, stop);
          warmUp = warm.warmUp();
          if (warm.nanosPerPass() > 0) {
            nanosPerPass = warm.nanosPerPass();
            repetitions = (int) Math.clamp(Math.ceil(sampleNanos / nanosPerPass), 1, 1_000_000);
          }
        });
  }

  /**
   * Lets a sample take as long as one of another design, where that has several passes. Longer
   * samples are disturbed more often, and equal programs would differ by a pass at times.
   */
  void sampleAsLongAs(DesignTiming other) {
    if (other.repetitions > 1 && nanosPerPass > 0) {
      double nanos = other.repetitions * other.nanosPerPass;
      repetitions = (int) Math.clamp(Math.round(nanos / nanosPerPass), 1, 1_000_000);
    }
  }

  void sample() {
    attempt(
        "running",
        () -> {
          TimedProgram.Sample sample = program.orElseThrow().sample(repetitions);
          if (sample.disturbed()) {
            disturbed.add(taken);
          }
          if (taken == samples.length) {
            samples = Arrays.copyOf(samples, 2 * taken);
          }
          lastNanosPerPass = (double) sample.nanos() / repetitions;
          samples[taken++] = lastNanosPerPass / 1e6;
        });
  }

  /** Drops the samples after the first {@code rounds}, which belong to an incomplete round. */
  void truncate(int rounds) {
    taken = Math.min(taken, rounds);
    disturbed.removeIf(index -> index >= rounds);
  }

  // Runtimes may throw anything, and one failing design must not stop the others. Running out of
  // memory is such a failure too: the program is dropped and the heap is
  // free again.
  private void attempt(String doing, Runnable work) {
    if (failure.isPresent()) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      failure = Optional.of("failed while " + doing + ": " + HostException.describe(e));
    }
  }
}
