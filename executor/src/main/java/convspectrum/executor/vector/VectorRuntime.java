package convspectrum.executor.vector;

import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.plan.Plan;
import convspectrum.executor.vector.plan.Winograd;
import convspectrum.executor.vector.team.SpinTeam;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;
import java.util.List;

/**
 * Our own kernels, generated for each shape: with Java's Vector API where it is there, else in
 * plain Java.
 */
public final class VectorRuntime implements InferenceRuntime {
  private final Lanes lanes;
  private final Winograd whenAsked;

  /** With the widest registers of this machine. */
  public VectorRuntime() {
    this(Lanes.preferred());
  }

  /** With registers of another width. */
  public VectorRuntime(Lanes lanes) {
    this(lanes, Winograd.WHERE_FASTER);
  }

  /** With Winograd's algorithm elsewhere, where it is asked for at all. */
  VectorRuntime(Lanes lanes, Winograd whenAsked) {
    this.lanes = lanes;
    this.whenAsked = whenAsked;
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String name(RunOptions options) {
    return options.nameOf(name());
  }

  @Override
  public String version() {
    return "java %s, %s"
        .formatted(
            System.getProperty("java.version"),
            lanes.scalar() ? "no Vector API" : lanes.count() * Float.SIZE + " bits");
  }

  /** What its kernels are made of on this machine, in this Java virtual machine. */
  public static String kernels() {
    return Lanes.preferred().description();
  }

  /**
   * Options that the kernels need for their full speed: without spilling of addresses to vector
   * registers; with large arrays that start on a cache line and do not move (regions of the G1
   * collector, larger than half of which they lie alone); with kernels compiled at once, when they
   * are warmed up; and never first without a profile, as the virtual machine does while its
   * optimising compiler is busy: a kernel that is too large for the fast compiler's profiles would
   * stay at that tier, sixty times slower, for as long as its program lives.
   */
  @Override
  public List<String> jvmOptions() {
    String kernels = "convspectrum.executor.vector.code.*::run";
    return List.of(
        "-XX:+IgnoreUnrecognizedVMOptions",
        "--add-modules=jdk.incubator.vector",
        "-XX:-UseFPUForSpilling",
        "-XX:Tier3DelayOn=1000",
        "-XX:+UseG1GC",
        "-XX:G1HeapRegionSize=1m",
        "-XX:+UseTransparentHugePages",
        "-XX:CompileCommand=quiet",
        "-XX:CompileCommand=CompileThresholdScaling," + kernels + ",0.05",
        "-XX:CompileCommand=BackgroundCompilation," + kernels + ",false");
  }

  @Override
  public Program compile(Graph graph, Weights weights, RunOptions options) {
    Winograd winograd = options.winograd() ? whenAsked : Winograd.NEVER;
    Plan plan = Plan.of(graph, weights, lanes, options.threads(), winograd);
    return new VectorProgram(plan, Signature.of(graph), new SpinTeam(options.threads()));
  }
}
