package convspectrum.executor.quantised;

import convspectrum.costmodel.DataType;
import convspectrum.executor.runtime.Calibration;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.tensor.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A runtime as it computes with 8-bit integers. Inputs and outputs of its programs stay real
 * numbers.
 */
public final class Int8Runtime implements InferenceRuntime {
  /** What its name has behind that of the runtime: {@code onnxruntime-int8}. */
  public static final String SUFFIX = "-int8";

  private final InferenceRuntime base;
  private final Compiler compiler;
  private final Optional<Calibration> calibration;

  /** Compiles networks of integers. */
  @FunctionalInterface
  public interface Compiler {
    /**
     * Prepares a network to be run many times.
     *
     * @throws convspectrum.executor.runtime.UnsupportedGraphException where the runtime cannot run
     *     it
     */
    Program compile(QuantisedGraph network, RunOptions options);
  }

  /** The integer form of a runtime. */
  public Int8Runtime(InferenceRuntime base, Compiler compiler) {
    this(base, compiler, Optional.empty());
  }

  private Int8Runtime(InferenceRuntime base, Compiler compiler, Optional<Calibration> calibration) {
    this.base = base;
    this.compiler = compiler;
    this.calibration = calibration;
  }

  @Override
  public String name() {
    return base.name() + SUFFIX;
  }

  @Override
  public String version() {
    return base.version();
  }

  @Override
  public DataType dataType() {
    return DataType.INT8;
  }

  @Override
  public List<String> jvmOptions() {
    return base.jvmOptions();
  }

  @Override
  public Map<String, String> environment() {
    return base.environment();
  }

  @Override
  public InferenceRuntime calibrated(Calibration sample) {
    return new Int8Runtime(base, compiler, Optional.of(sample));
  }

  /** Without a {@linkplain #calibrated calibration}, ranges come from inputs of the seed 0. */
  @Override
  public Program compile(Graph graph, Weights weights, RunOptions options) {
    Calibration sample = calibration.orElseGet(() -> Calibration.seeded(graph, weights, 0));
    return compiler.compile(quantise(graph, weights, sample, options), options);
  }

  /** None: those of real numbers are others, and the profile names the kernels of integers. */
  @Override
  public List<RuntimeStep> steps(Graph graph, Weights weights, RunOptions options) {
    return List.of();
  }

  /** The network in integers, with weights of as many bits as the options and this CPU allow. */
  public static QuantisedGraph quantise(
      Graph graph, Weights weights, Calibration sample, RunOptions options) {
    int limit = options.weights().limit(DotProducts.add32Bits());
    return Quantiser.quantise(graph, weights, sample, limit);
  }
}
