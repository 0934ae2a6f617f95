package convspectrum.executor.measure.host;

import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A program in this process. */
public final class LocalProgram implements TimedProgram {
  /** Shortest warm-up time, because a compiler may not have started earlier. */
  private static final long SHORTEST_WARM_UP_NANOS = 100_000_000;

  private final Displacement displacement;
  private final Program program;
  private final List<Tensor> inputs;
  private final Runnable pass;
  private final LongSupplier nanoTime;
  private final LongSupplier switches;
  private final boolean alwaysRewarms;

  LocalProgram(
      Displacement displacement,
      Program program,
      List<Tensor> inputs,
      List<Tensor> outputs,
      LongSupplier nanoTime,
      LongSupplier switches,
      boolean alwaysRewarms) {
    this.displacement = displacement;
    this.program = program;
    this.inputs = inputs;
    this.pass = program.pass(inputs, outputs);
    this.nanoTime = nanoTime;
    this.switches = switches;
    this.alwaysRewarms = alwaysRewarms;
  }

  /** Runs one pass without timing it, for a harness that times by itself. */
  public void pass() {
    pass.run();
  }

  @Override
  public Warm warmUp(long limitNanos, double tolerance, BooleanSupplier stop) {
    double[] times = new double[64];
    int passes = 0;
    int nextCheck = WarmUp.FEWEST_PASSES;
    boolean steady = false;
    long shortest = Math.min(SHORTEST_WARM_UP_NANOS, limitNanos);
    long start = nanoTime.getAsLong();
    long last = start;
    while (!steady && (passes == 0 || last - start < limitNanos) && !stop.getAsBoolean()) {
      pass.run();
      long now = nanoTime.getAsLong();
      if (passes == times.length) {
        times = Arrays.copyOf(times, 2 * passes);
      }
      times[passes++] = Math.max(1, now - last);
      last = now;
      if (passes >= nextCheck && last - start >= shortest) {
        steady = WarmUp.isOver(times, passes, tolerance);
        nextCheck = passes + passes / 4; // checks cost time, so they become rarer
        last = nanoTime.getAsLong();
      }
    }
    return new Warm(
        new WarmUp(passes, (last - start) / 1e9, steady),
        passes > 0 ? WarmUp.nanosPerPass(times, passes) : 0);
  }

  @Override
  public Sample sample(int repetitions) {
    if (repetitions > 1 || alwaysRewarms) {
      pass.run();
    }
    long switchesBefore = switches.getAsLong();
    long start = nanoTime.getAsLong();
    for (int i = 0; i < repetitions; i++) {
      pass.run();
    }
    long nanos = nanoTime.getAsLong() - start;
    return new Sample(Math.max(1, nanos), switches.getAsLong() > switchesBefore);
  }

  @Override
  public List<NodeTime> profile() {
    return program.profile(inputs);
  }

  @Override
  public void close() {
    try (displacement) {
      program.close();
    }
  }
}
