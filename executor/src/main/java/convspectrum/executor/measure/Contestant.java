package convspectrum.executor.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A design on a runtime while it is measured in one batch: its program, and what was found. */
final class Contestant {
  private final String design;
  private final Lineup lineup;
  private Optional<TimedProgram> program = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private WarmUp warmUp = new WarmUp(0, 0, false);
  private double nanosPerPass;
  private int repetitions = 1;
  private double[] samples = new double[64];
  private int taken;
  private final List<Integer> disturbed = new ArrayList<>();

  Contestant(String design, Lineup lineup) {
    this.design = design;
    this.lineup = lineup;
  }

  String design() {
    return design;
  }

  Lineup lineup() {
    return lineup;
  }

  /** Why it is out, if it is. */
  Optional<String> failure() {
    return failure;
  }

  WarmUp warmUp() {
    return warmUp;
  }

  int repetitions() {
    return repetitions;
  }

  /** Milliseconds per pass of the complete rounds. */
  double[] samples() {
    return Arrays.copyOf(samples, taken);
  }

  int rounds() {
    return taken;
  }

  List<Integer> disturbed() {
    return disturbed;
  }

  /** What one sample takes, about. */
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

  /** Warms up, then chooses how many passes fill a sample. */
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
          samples[taken++] = sample.nanos() / 1e6 / repetitions;
        });
  }

  /** Forgets samples after the first {@code rounds}: those of a round that was not completed. */
  void truncate(int rounds) {
    taken = Math.min(taken, rounds);
    disturbed.removeIf(index -> index >= rounds);
  }

  // Runtimes throw what they like, and one design that fails must not end the others' measuring.
  // Running out of memory is such a failure too: the program is dropped and the heap is free again.
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
