package convspectrum.executor.measure;

import convspectrum.executor.runtime.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A subject while it is measured in one batch: its program, and what was found so far. */
final class Contestant {
  /** At least this long, since a compiler may not have started before. */
  private static final long SHORTEST_WARM_UP_NANOS = 100_000_000;

  private final Subject subject;
  private Optional<Program> program = Optional.empty();
  private Runnable pass = () -> {};
  private Optional<String> failure = Optional.empty();
  private WarmUp warmUp = new WarmUp(0, 0, false);
  private double nanosPerPass;
  private int repetitions = 1;
  private double[] samples = new double[64];
  private int taken;
  private final List<Integer> disturbed = new ArrayList<>();

  Contestant(Subject subject) {
    this.subject = subject;
  }

  Subject subject() {
    return subject;
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
    return nanosPerPass * (repetitions > 1 ? repetitions + 1 : 1);
  }

  void compile() {
    attempt(
        "compiling",
        () -> {
          Program compiled = subject.program().get();
          program = Optional.of(compiled);
          pass = compiled.pass(subject.inputs(), subject.outputs());
        });
  }

  void fail(String reason) {
    failure = Optional.of(reason);
  }

  void close() {
    program.ifPresent(Program::close);
    program = Optional.empty();
    pass = () -> {};
  }

  /**
   * Runs passes until steady, until time is up, or until told to stop; then chooses how many passes
   * fill a sample.
   */
  void warmUp(
      LongSupplier nanoTime,
      long limitNanos,
      double tolerance,
      long sampleNanos,
      BooleanSupplier stop) {
    attempt(
        "warming up",
        () -> {
          double[] times = new double[64];
          int passes = 0;
          int nextCheck = SteadyState.FEWEST_PASSES;
          boolean steady = false;
          long shortest = Math.min(SHORTEST_WARM_UP_NANOS, limitNanos);
          long start = nanoTime.getAsLong();
          long last = start;
          while (!steady && (passes == 0 || last - start < limitNanos) && !stop.getAsBoolean()) {
            pass();
            long now = nanoTime.getAsLong();
            if (passes == times.length) {
              times = Arrays.copyOf(times, 2 * passes);
            }
            times[passes++] = Math.max(1, now - last);
            last = now;
            if (passes >= nextCheck && last - start >= shortest) {
              steady = SteadyState.reached(times, passes, tolerance);
              nextCheck = passes + passes / 4; // checks cost time: ever fewer of them
              last = nanoTime.getAsLong();
            }
          }
          warmUp = new WarmUp(passes, (last - start) / 1e9, steady);
          if (passes > 0) {
            nanosPerPass = SteadyState.lastQuarter(times, passes);
            repetitions = (int) Math.clamp(Math.ceil(sampleNanos / nanosPerPass), 1, 1_000_000);
          }
        });
  }

  /**
   * Takes one sample. Where a sample is several passes, one untimed pass before it brings the
   * program's data back into the caches: what is measured is a program that runs again and again.
   *
   * @param switches counts how often the CPU was taken away
   */
  void sample(LongSupplier nanoTime, LongSupplier switches) {
    attempt(
        "running",
        () -> {
          if (repetitions > 1) {
            pass();
          }
          long switchesBefore = switches.getAsLong();
          long start = nanoTime.getAsLong();
          for (int i = 0; i < repetitions; i++) {
            pass();
          }
          long nanos = nanoTime.getAsLong() - start;
          if (switches.getAsLong() > switchesBefore) {
            disturbed.add(taken);
          }
          if (taken == samples.length) {
            samples = Arrays.copyOf(samples, 2 * taken);
          }
          samples[taken++] = Math.max(1, nanos) / 1e6 / repetitions;
        });
  }

  /** Forgets samples after the first {@code rounds}: those of a round that was not completed. */
  void truncate(int rounds) {
    taken = Math.min(taken, rounds);
    disturbed.removeIf(index -> index >= rounds);
  }

  private void pass() {
    pass.run();
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
      fail("failed while " + doing + ": " + describe(e));
    }
  }

  private static String describe(Throwable thrown) {
    String message = thrown.getMessage();
    String name = thrown.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : name + ": " + message;
  }
}
