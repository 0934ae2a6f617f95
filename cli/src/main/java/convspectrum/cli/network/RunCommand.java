package convspectrum.cli.network;

import convspectrum.cli.measure.DataTypeOptions;
import convspectrum.cli.measure.PassOptions;
import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.UsageException;
import convspectrum.costmodel.DataType;
import convspectrum.executor.Runtimes;
import convspectrum.executor.measure.QuantisationNoise;
import convspectrum.executor.runtime.Calibration;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.formats.numpy.Npy;
import convspectrum.search.design.Network;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One forward pass. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a model once: a spec on seeded random weights, an ONNX file on its own.",
      "",
      "Tensors are NumPy files: float32, for maps batch, channels, height, width; ids may be int64."
    })
public final class RunCommand implements Callable<Integer>, OnVectors {
  private static final String VECTOR = "vector";

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private SeedOption seed;

  @Parameters(
      paramLabel = "MODEL",
      description = "A spec (YAML file, or zoo:NAME) or an ONNX file.")
  private String model;

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      defaultValue = "onnxruntime",
      description =
          "What runs it: onnxruntime, vector, onednn or reference. Default: ${DEFAULT-VALUE}.")
  private String runtime;

  @Mixin private PassOptions pass;
  @Mixin private DataTypeOptions types;

  @Mixin private InputOptions input;

  @Option(names = "--save-input", paramLabel = "FILE.npy", description = "Write the input.")
  private @Nullable Path saveInput;

  @Option(names = "--output", paramLabel = "FILE.npy", description = "Write the (first) output.")
  private @Nullable Path output;

  @Override
  public boolean computesOnVectors() {
    return runtime.equals(VECTOR);
  }

  @Override
  public Integer call() {
    InferenceRuntime runner = Choice.of("--runtime", runtime, Runtimes::named);
    RunOptions read = pass.read();
    RunOptions run = new RunOptions(read.threads(), read.winograd(), types.weights());
    DataType type = types.one();
    // Integers of our own are made of the real numbers that a quantised file stands for.
    if (type == DataType.FLOAT32) {
      options.roundQuantisedValues();
    }
    Network network = Model.readWhole(model, options, spec.commandLine().getErr()).network();
    Graph graph = network.graph();
    if (saveInput != null && graph.inputs().size() != 1) {
      throw new UsageException(
          "--save-input: %s has %d inputs; expected 1"
              .formatted(graph.name(), graph.inputs().size()));
    }
    List<Tensor> inputs = input.of(graph, seed.value());
    List<Tensor> outputs = graph.outputs().stream().map(Node::shape).map(Tensor::zeros).toList();
    Weights weights = network.weights().apply(seed.value());
    InferenceRuntime typed =
        Runtimes.of(runner, type).calibrated(new Calibration(graph, weights, () -> inputs));
    try (Program program = typed.compile(graph, weights, run)) {
      program.run(inputs, outputs);
    }
    if (saveInput != null) {
      Npy.write(saveInput, inputs.getFirst());
    }
    if (output != null) {
      Npy.write(output, outputs.getFirst());
    }
    describe(graph, typed, outputs);
    if (type != DataType.FLOAT32) {
      describeNoise(runner, graph, weights, run, inputs, outputs);
    }
    return ExitCode.DONE;
  }

  private void describe(Graph graph, InferenceRuntime runner, List<Tensor> outputs) {
    String inputs =
        graph.inputs().isEmpty()
            ? "no input"
            : "input "
                + graph.inputs().stream()
                    .map(node -> node.shape().toString())
                    .collect(Collectors.joining(" and "));
    for (Tensor output : outputs) {
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%s: %s, output %s, %s (%s %s, seed %d)%n",
              graph.name(),
              inputs,
              output.shape(),
              range(output),
              runner.name(pass.read()),
              runner.version(),
              seed.value());
    }
  }

  /** Runs the network in real numbers too, to tell how far integers are from them. */
  private void describeNoise(
      InferenceRuntime runner,
      Graph graph,
      Weights weights,
      RunOptions run,
      List<Tensor> inputs,
      List<Tensor> outputs) {
    List<Tensor> real = graph.outputs().stream().map(Node::shape).map(Tensor::zeros).toList();
    try (Program program = runner.compile(graph, weights, run)) {
      program.run(inputs, real);
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: %s, %.1f dB from %s in float32 (signal to quantisation noise)%n",
            graph.name(),
            types.one().word(),
            QuantisationNoise.decibels(real, outputs),
            runner.name());
  }

  private static String range(Tensor output) {
    double sum = 0;
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : output.data()) {
      sum += value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return String.format(
        Locale.ROOT, "from %.6g to %.6g, mean %.6g", least, most, sum / output.data().length);
  }
}
