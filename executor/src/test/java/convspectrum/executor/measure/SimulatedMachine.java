package convspectrum.executor.measure;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.machine.ActivityMeter;
import convspectrum.executor.machine.TimerResolution;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** A machine whose clock moves only when a simulated program runs. */
final class SimulatedMachine implements ActivityMeter {
  private final SplittableRandom random;
  private double nanos;
  private long switches;
  private int open;
  private int mostOpen;

  /** How slow everything is, by seconds since the start; 1 is normal. */
  DoubleUnaryOperator slowness = seconds -> 1;

  /** Standard deviation of the noise of one pass, as a share. */
  double noise;

  /** Share of passes that the kernel interrupts for 5 ms. */
  double interruptions;

  /** CPUs that other programs keep busy, of two. */
  double othersCpus;

  /** Which program ran, pass by pass. */
  final List<String> passes = new ArrayList<>();

  SimulatedMachine(long seed) {
    random = new SplittableRandom(seed);
  }

  Instruments instruments() {
    return new Instruments(() -> (long) nanos, new TimerResolution(50, 25), this);
  }

  double seconds() {
    return nanos / 1e9;
  }

  int open() {
    return open;
  }

  int mostOpen() {
    return mostOpen;
  }

  /** A subject that takes so many milliseconds a pass. */
  Subject subject(String design, double millis) {
    return subject(design, pass -> millis, 0);
  }

  /** A subject whose time depends on how often it ran before. */
  Subject subject(String design, IntToDoubleFunction millis, long bytes) {
    return new Subject(
        design, () -> new SimulatedProgram(design, millis), List.of(), List.of(), bytes);
  }

  private final class SimulatedProgram implements Program {
    private final String design;
    private final IntToDoubleFunction millis;
    private int ran;

    SimulatedProgram(String design, IntToDoubleFunction millis) {
      this.design = design;
      this.millis = millis;
      open++;
      mostOpen = Math.max(mostOpen, open);
    }

    @Override
    public void run(List<Tensor> inputs, List<Tensor> outputs) {
      passes.add(design);
      double factor = slowness.applyAsDouble(seconds()) * Math.exp(noise * random.nextGaussian());
      nanos += millis.applyAsDouble(ran++) * 1e6 * factor;
      if (random.nextDouble() < interruptions) {
        nanos += 5e6;
        switches++;
      }
    }

    @Override
    public List<NodeTime> profile(List<Tensor> inputs) {
      throw new UnsupportedOperationException("a simulated program has no nodes");
    }

    @Override
    public void close() {
      open--;
    }
  }

  @Override
  public Activity now() {
    double busy = seconds() * (1 + othersCpus);
    return new Activity(2 * seconds(), busy, 0, seconds(), switches, 0);
  }

  @Override
  public long involuntarySwitchesOfThread() {
    return switches;
  }

  @Override
  public long involuntarySwitchesOfProcess() {
    return switches;
  }
}
