package convspectrum.executor.vector;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.VectorApi;
import convspectrum.executor.runtime.ExpandedProgram;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.runtime.StepPlanner;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.ReachedTaps;
import convspectrum.executor.vector.plan.Plan;
import convspectrum.executor.vector.plan.Winograd;
import convspectrum.executor.vector.team.SpinTeam;
import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.Expansion;
import convspectrum.spec.composite.IndexedOp;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The runtime of this project. Its kernels are generated for each shape: with Java's Vector API
 * where it is available, else in plain Java.
 */
public final class VectorRuntime implements InferenceRuntime {
  private final Lanes lanes;
  private final Winograd whenAsked;

  /** Creates a runtime that uses the widest registers of this machine. */
  public VectorRuntime() {
    this(Lanes.preferred());
  }

  /** Creates a runtime that uses registers of another width. */
  public VectorRuntime(Lanes lanes) {
    this(lanes, Winograd.WHERE_FASTER);
  }

  /** Creates a runtime with this rule for Winograd's algorithm, where options allow it. */
  VectorRuntime(Lanes lanes, Winograd whenAsked) {
    this.lanes = lanes;
    this.whenAsked = whenAsked;
  }

  /**
   * What tells the steps of this runtime: it plans for the registers that a process with the Vector
   * API uses, also in a process without it.
   *
   * @return empty where these are not known here
   */
  public static Optional<StepPlanner> planner() {
    OptionalInt lanes = VectorApi.expectedFloatLanes();
    return lanes.isPresent() && lanes.getAsInt() >= 4 && lanes.getAsInt() <= 16
        ? Optional.of(new VectorRuntime(new Lanes(lanes.getAsInt())))
        : Optional.empty();
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String name(RunOptions options) {
    return options.nameOf(name());
  }

  /**
   * The version of Java and the width of the registers that its code uses. Where the CPU has wider
   * ones, which other runtimes may use, it names these too: {@code java 25.0.3, 256 of 512 bits}.
   */
  @Override
  public String version() {
    return version(Machine.read().processor().vectorBits());
  }

  String version(int bitsOfCpu) {
    int bits = lanes.count() * Float.SIZE;
    String registers = bits < bitsOfCpu ? bits + " of " + bitsOfCpu + " bits" : bits + " bits";
    return "java %s, %s"
        .formatted(
            System.getProperty("java.version"), lanes.scalar() ? "no Vector API" : registers);
  }

  /** Describes the code of its kernels on this machine and Java virtual machine. */
  public static String kernels() {
    return Lanes.preferred().description();
  }

  /**
   * Options that the kernels need for their full speed. The compiler must not spill addresses to
   * vector registers. Large arrays must start on a cache line and not move (an array larger than
   * half a region of the G1 collector has regions of its own). Kernels must be compiled
   * synchronously during their warm-up, and never first without a profile, as happens while the
   * optimising compiler is busy: a kernel too large for the fast compiler's profiles would stay at
   * that tier, sixty times slower, as long as its program lives.
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
  public List<RuntimeStep> steps(Graph graph, Weights weights, RunOptions options) {
    Expansion expansion = Expansion.of(graph, weights, VectorRuntime::hasKernels);
    ReachedTaps reached = ReachedTaps.of(expansion.graph(), expansion.weights());
    return Plan.steps(
        reached.graph(), reached.weights(), lanes, options.threads(), winograd(options));
  }

  private Winograd winograd(RunOptions options) {
    return options.winograd() ? whenAsked : Winograd.NEVER;
  }

  @Override
  public Program compile(Graph graph, Weights weights, RunOptions options) {
    return ExpandedProgram.compile(
        graph,
        weights,
        VectorRuntime::hasKernels,
        (primitive, its) -> program(primitive, its, options));
  }

  private static boolean hasKernels(CompositeOp op) {
    return op instanceof IndexedOp
        || (op instanceof TransposedConv conv && conv.slides().size() == 2);
  }

  private VectorProgram program(Graph graph, Weights weights, RunOptions options) {
    ReachedTaps reached = ReachedTaps.of(graph, weights);
    Plan plan =
        Plan.of(reached.graph(), reached.weights(), lanes, options.threads(), winograd(options));
    return new VectorProgram(plan, Signature.of(graph), new SpinTeam(options.threads()));
  }
}
