package convspectrum.executor.measure;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.machine.ActivityMeter;
import convspectrum.executor.machine.limits.TimerResolution;
import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.host.Job;
import convspectrum.executor.measure.host.LocalHost;
import convspectrum.executor.measure.host.Workload;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/** A machine whose clock moves only when a simulated program runs. */
final class SimulatedMachine implements ActivityMeter {
  /** A graph of nothing, since simulated programs have none. */
  private static final Graph NOTHING = nothing();

  private static Graph nothing() {
    GraphBuilder builder = new GraphBuilder("nothing");
    return builder.build(builder.input("x", Shape.of(1)));
  }

  private final SplittableRandom random;
  private final SimulatedMachine clock;
  private final String mark;
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

  /** By how much, as a share, a program can be slower where it lies in memory. */
  double placing;

  /** Which programs were compiled, in order. */
  final List<String> compiled = new ArrayList<>();

  /** CPUs that other programs keep busy, of two. */
  double othersCpus;

  /** What a program finds when it is profiled for the n-th time. */
  IntFunction<List<NodeTime>> profile = pass -> List.of();

  /** Which program ran, pass by pass. */
  final List<String> passes = new ArrayList<>();

  private final Map<String, Supplier<Program>> programs = new HashMap<>();

  SimulatedMachine(long seed) {
    random = new SplittableRandom(seed);
    clock = this;
    mark = "";
  }

  /** A second runtime on the same machine; its passes have a dash. */
  SimulatedMachine(SimulatedMachine first) {
    random = first.random;
    clock = first;
    mark = "'";
  }

  Instruments instruments() {
    return new Instruments(() -> (long) clock.nanos, new TimerResolution(50, 25), this);
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

  /** A design that takes so many milliseconds a pass. */
  TimedDesign design(String design, double millis) {
    return design(design, pass -> millis, 0);
  }

  /** A design whose time depends on how often it ran before. */
  TimedDesign design(String design, IntToDoubleFunction millis, long bytes) {
    return design(design, () -> new SimulatedProgram(design, millis), bytes);
  }

  /** A design that is compiled so. */
  TimedDesign design(String design, Supplier<Program> program, long bytes) {
    programs.put(design, program);
    return new TimedDesign(design, bytes);
  }

  /** This process, with the designs that were made. */
  Host host() {
    return new LocalHost(new Simulation(), instruments(), 1, false, 1);
  }

  /** Programs by label; their graphs are nothing but a name. */
  private final class Simulation implements Workload {
    @Override
    public String version() {
      return "1";
    }

    @Override
    public Job timed(String design) {
      return new Job(NOTHING, Objects.requireNonNull(programs.get(design)), List::of);
    }

    @Override
    public Job checked(String design) {
      return timed(design);
    }
  }

  private void pass(String name, double millis) {
    passes.add(name);
    double factor = slowness.applyAsDouble(seconds()) * Math.exp(noise * random.nextGaussian());
    nanos += millis * 1e6 * factor;
    if (random.nextDouble() < interruptions) {
      nanos += 5e6;
      switches++;
    }
  }

  private final class SimulatedProgram implements Program {
    private final String design;
    private final IntToDoubleFunction millis;
    private final double slower;
    private int ran;
    private int profiled;

    SimulatedProgram(String design, IntToDoubleFunction millis) {
      this.design = design;
      this.millis = millis;
      this.slower = placing == 0 ? 1 : 1 + placing * random.nextDouble();
      compiled.add(design);
      open++;
      mostOpen = Math.max(mostOpen, open);
    }

    @Override
    public void run(List<Tensor> inputs, List<Tensor> outputs) {
      clock.pass(design + mark, slower * millis.applyAsDouble(ran++));
    }

    @Override
    public List<NodeTime> profile(List<Tensor> inputs) {
      return profile.apply(profiled++);
    }

    @Override
    public void close() {
      open--;
    }
  }

  @Override
  public Activity now() {
    double busy = seconds() * (1 + othersCpus);
    return new Activity(2 * seconds(), busy, 0, seconds(), switches, 0, 0);
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
