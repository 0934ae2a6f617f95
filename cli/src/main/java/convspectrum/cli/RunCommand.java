package convspectrum.cli;

import convspectrum.executor.Runtimes;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Npy;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
      "Runs a model once, on seeded random weights.",
      "",
      "Tensors are NumPy files: float32, batch, channels, height, width."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private SeedOption seed;

  @Parameters(paramLabel = "MODEL", description = "A spec (YAML file, or zoo:NAME).")
  private String model;

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      defaultValue = "onnxruntime",
      description = "What runs it: onnxruntime or reference. Default: ${DEFAULT-VALUE}.")
  private String runtime;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--load-input",
      paramLabel = "FILE.npy",
      description = "The input. Without it, a random one by the seed.")
  private @Nullable Path load;

  @Option(names = "--save-input", paramLabel = "FILE.npy", description = "Write the input.")
  private @Nullable Path saveInput;

  @Option(names = "--output", paramLabel = "FILE.npy", description = "Write the output.")
  private @Nullable Path output;

  @Override
  public Integer call() {
    InferenceRuntime runner = Choice.of("--runtime", runtime, Runtimes::named);
    RunOptions run = Threads.options(threads);
    Graph graph = Model.read(model, options, spec.commandLine().getErr()).graph();
    List<Tensor> inputs = inputs(graph);
    List<Tensor> outputs = graph.outputs().stream().map(Node::shape).map(Tensor::zeros).toList();
    try (Program program = runner.compile(graph, new SeededWeights(seed.value()), run)) {
      program.run(inputs, outputs);
    }
    if (saveInput != null) {
      Npy.write(saveInput, inputs.getFirst());
    }
    if (output != null) {
      Npy.write(output, outputs.getFirst());
    }
    describe(graph, runner, outputs.getFirst());
    return ExitCode.DONE;
  }

  private List<Tensor> inputs(Graph graph) {
    if (load == null) {
      return SeededInputs.of(graph, seed.value());
    }
    Tensor loaded = Npy.read(load);
    Shape wanted = graph.inputs().getFirst().shape();
    if (!loaded.shape().equals(wanted)) {
      throw new UsageException(
          "%s: holds %s; the input of %s is %s (another shape: --input C,H,W)"
              .formatted(load, loaded.shape(), graph.name(), wanted));
    }
    return List.of(loaded);
  }

  private void describe(Graph graph, InferenceRuntime runner, Tensor result) {
    double sum = 0;
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : result.data()) {
      sum += value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: input %s, output %s, from %.6g to %.6g, mean %.6g (%s %s, seed %d)%n",
        graph.name(),
        graph.inputs().getFirst().shape(),
        result.shape(),
        least,
        most,
        sum / result.data().length,
        runner.name(),
        runner.version(),
        seed.value());
  }
}
