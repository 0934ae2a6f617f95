package convspectrum.cli.network;

import convspectrum.cli.measure.PassOptions;
import convspectrum.cli.model.Model;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.UsageException;
import convspectrum.executor.Runtimes;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.formats.numpy.Npy;
import convspectrum.search.design.Network;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.AllowedIntegers;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
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

  @Option(
      names = "--load-input",
      paramLabel = "FILE.npy",
      description =
          "The input; of a model with several, once for each. Without it, random by the seed.")
  private List<Path> load = List.of();

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
    RunOptions run = pass.read();
    Network network = Model.readWhole(model, options, spec.commandLine().getErr()).network();
    Graph graph = network.graph();
    if (saveInput != null && graph.inputs().size() != 1) {
      throw new UsageException(
          "--save-input: %s has %d inputs; expected 1"
              .formatted(graph.name(), graph.inputs().size()));
    }
    List<Tensor> inputs = inputs(graph);
    List<Tensor> outputs = graph.outputs().stream().map(Node::shape).map(Tensor::zeros).toList();
    try (Program program = runner.compile(graph, network.weights().apply(seed.value()), run)) {
      program.run(inputs, outputs);
    }
    if (saveInput != null) {
      Npy.write(saveInput, inputs.getFirst());
    }
    if (output != null) {
      Npy.write(output, outputs.getFirst());
    }
    describe(graph, runner, outputs);
    return ExitCode.DONE;
  }

  private List<Tensor> inputs(Graph graph) {
    if (load.isEmpty()) {
      return SeededInputs.of(graph, seed.value());
    }
    List<Node> inputs = graph.inputs();
    if (load.size() != inputs.size()) {
      throw new UsageException(
          "--load-input: found %d time%s; expected once for each input; %s has %d%s"
              .formatted(
                  load.size(),
                  load.size() == 1 ? "" : "s",
                  graph.name(),
                  inputs.size(),
                  inputs.isEmpty() ? "" : ": " + Listing.few(named(inputs))));
    }
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      tensors.add(loaded(load.get(i), inputs.get(i), graph));
    }
    return tensors;
  }

  private static List<String> named(List<Node> nodes) {
    return nodes.stream().map(node -> node.name() + " " + node.shape()).toList();
  }

  private static Tensor loaded(Path file, Node input, Graph graph) {
    Tensor tensor = Npy.read(file);
    if (!tensor.shape().equals(input.shape())) {
      throw new UsageException(
          "%s: found %s; expected %s, the input of %s; try --input C,H,W for another shape"
              .formatted(file, tensor.shape(), input.shape(), graph.name()));
    }
    if (input.op() instanceof Op.Input of && of.integers()) {
      requireIntegers(file, tensor, AllowedIntegers.places(graph, input), input.name());
    }
    return tensor;
  }

  /** Ids are whole numbers, and name rows that the table has; negative ones count from its end. */
  private static void requireIntegers(Path file, Tensor tensor, OptionalInt places, String name) {
    int size = places.orElse(Integer.MAX_VALUE);
    for (int i = 0; i < tensor.data().length; i++) {
      float value = tensor.data()[i];
      if (value != Math.rint(value) || !(value >= -(double) size && value < size)) {
        throw new UsageException(
            "%s: found %s at %d; expected whole numbers%s, the input %s"
                .formatted(
                    file,
                    value == (long) value ? Long.toString((long) value) : Float.toString(value),
                    i,
                    places.isPresent() ? " from -%d to %d".formatted(size, size - 1) : "",
                    name));
      }
    }
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
