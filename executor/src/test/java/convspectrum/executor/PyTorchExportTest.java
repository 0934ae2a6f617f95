package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.formats.pytorch.PyTorchHeader;
import convspectrum.formats.pytorch.PyTorchWriter;
import convspectrum.spec.Spec;
import convspectrum.spec.composite.Recurrent;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Origin;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exported PyTorch files compute what {@code reference} computes. PyTorch is not needed: the files
 * run on a stand-in, {@code pytorch/torch} among the test resources, that has the modules they use.
 */
class PyTorchExportTest {
  private static final long SEED = 11;
  private static final int OP_CASES = 2650;
  private static final Path RESOURCES =
      Path.of("src/test/resources/convspectrum/executor/pytorch").toAbsolutePath();

  @TempDir Path folder;

  @BeforeAll
  static void needsNumPy() {
    assumeTrue(hasNumPy(), "python3 with numpy is not installed: exported files are not run");
  }

  @Test
  void everyOpAgreesWithTheReference() throws Exception {
    assertThat(parity(OpGraphs.all(), 2e-5)).isEqualTo(OP_CASES);
  }

  @Test
  void recurrentLayersAgreeWithTheReference() throws Exception {
    List<Graph> graphs =
        SequenceGraphs.all().stream()
            .filter(graph ->
                graph.outputs().getFirst().op() instanceof Recurrent op
                    && op.result() != Recurrent.Result.ALL
                    && !op.initialHidden())
            .toList();
    assertThat(parity(graphs, 1e-5)).isEqualTo(21);
  }

  @Test
  void wholeNetworksAgreeWithTheReference() throws Exception {
    assertThat(parity(NetworkGraphs.all(), 1e-4)).isEqualTo(6);
  }

  @Test
  void theDesignsOfExamplesAndOfTheManualAgreeWithTheReference() throws Exception {
    List<Graph> graphs = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("../examples"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
        designs(Spec.read(file), 3, graphs);
      }
    }
    String manual = Files.readString(Path.of("../docs/spec-language.md"));
    Pattern example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    example
        .matcher(manual)
        .results()
        .forEach(match -> designs(Spec.parse("manual.yaml", match.group(1)), 10, graphs));
    assertThat(graphs).hasSizeGreaterThan(30);
    assertThat(parity(graphs, 1e-4)).isEqualTo(graphs.size());
  }

  /** In chains, in blocks of one class and alone; the filter of the blur is not learned. */
  @Test
  void sharedTensorsAreTied() throws Exception {
    GraphBuilder builder = new GraphBuilder("shared");
    Node table = builder.add("table", new Op.Constant(Shape.of(4), true));
    Node x = builder.input("x", Shape.of(1, 4, 6, 6));
    Op.Conv conv = new Op.Conv(4, Window.same(3), 1, true);
    Map<Node, Node> owners = new HashMap<>();
    Node first = builder.add("first", conv, x);
    Node second = shared(builder, "second", conv, first, first, owners, "weight", "bias");
    Node one = builder.add("one.conv", conv, List.of(second), new Origin("one", "residual"));
    Node sum =
        builder.add("one.add", new Op.Add(), List.of(one, second), new Origin("one", "residual"));
    Node two = shared(builder, "two.conv", conv, sum, one, owners, "weight");
    Node both =
        builder.add("two.add", new Op.Add(), List.of(two, sum), new Origin("two", "residual"));
    Op.Conv blur = new Op.Conv(4, Window.same(3), 4, false);
    Node blurred = shared(builder, "blur", blur, both, null, owners, "weight");
    Node mean = builder.add("pool", new Op.GlobalPool(PoolKind.AVERAGE), blurred);
    Node flat = builder.add("flat", new Op.Reshape(Shape.of(1, 4)), mean);
    Node row = builder.add("row", new Op.Linear(4, true), flat);
    Node again = shared(builder, "again", new Op.Linear(4, true), row, row, owners, "weight");
    Node scaled = builder.add("scaled", new Op.Multiply(), again, table);
    Node copy =
        builder.add(
            "copy",
            new Op.Constant(Shape.of(4), true),
            List.of(),
            new Origin("copy", "table"),
            Set.of("value"));
    owners.put(copy, table);
    Graph graph = builder.build(builder.add("sum", new Op.Add(), scaled, copy));
    SeededWeights own = new SeededWeights(SEED);
    Weights weights =
        (node, slot) ->
            own.get(
                node.sharedRoles().contains(slot.role()) ? owners.getOrDefault(node, node) : node,
                slot);
    assertThat(parity(List.of(graph), weights, 1e-5)).isEqualTo(1);
  }

  /** A node that shares these roles with its owner, or with none. */
  private static Node shared(
      GraphBuilder builder,
      String name,
      Op op,
      Node input,
      @Nullable Node owner,
      Map<Node, Node> owners,
      String... roles) {
    int dot = name.indexOf('.');
    Origin origin =
        dot < 0 ? new Origin(name, name) : new Origin(name.substring(0, dot), "residual");
    Node made = builder.add(name, op, List.of(input), origin, Set.of(roles));
    if (owner != null) {
      owners.put(made, owner);
    }
    return made;
  }

  /** Designs spread over the space, on a small input where they have such a form. */
  private static void designs(Spec spec, int most, List<Graph> graphs) {
    List<convspectrum.spec.parameter.Design> designs = spec.designs().limit(500).toList();
    int step = Math.max(1, designs.size() / most);
    for (int i = 0; i < designs.size(); i += step) {
      Shape input = spec.input(designs.get(i));
      graphs.add(
          input.rank() == 4
              ? spec.graph(
                  designs.get(i),
                  input.with(2, Math.min(input.height(), 12)).with(3, Math.min(input.width(), 12)))
              : spec.graph(designs.get(i)));
    }
  }

  private int parity(List<Graph> graphs, double tolerance) throws Exception {
    return parity(graphs, new SeededWeights(SEED), tolerance);
  }

  private int parity(List<Graph> graphs, Weights weights, double tolerance) throws Exception {
    for (int i = 0; i < graphs.size(); i++) {
      Graph graph = graphs.get(i);
      PyTorchWriter.write(
          graph, weights, new PyTorchHeader("test", "", SEED, 0), file(i, "py"), file(i, "npz"));
      Files.writeString(file(i, "shapes"), shapes(graph));
      Files.write(file(i, "bin"), values(graph, weights));
    }
    runPython();
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < graphs.size(); i++) {
      double difference = difference(graphs.get(i), weights, doubles(file(i, "out")));
      if (!(difference <= tolerance)) {
        failures.add(graphs.get(i).name() + " differs by " + difference);
      }
    }
    assertThat(failures).isEmpty();
    return graphs.size();
  }

  private Path file(int number, String ending) {
    return folder.resolve("%05d.%s".formatted(number, ending));
  }

  private static String shapes(Graph graph) {
    return graph.inputs().stream()
        .map(node ->
            Arrays.stream(node.shape().toArray())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" ", "", "\n")))
        .collect(Collectors.joining());
  }

  private static byte[] values(Graph graph, Weights weights) {
    List<Tensor> tensors = new ArrayList<>();
    for (Node node : graph.nodes()) {
      for (ParameterSlot slot : node.parameters()) {
        boolean tied = node.sharedRoles().contains(slot.role()) && !node.name().equals("blur");
        if (!tied) {
          tensors.add(weights.get(node, slot));
        }
      }
    }
    tensors.addAll(SeededInputs.of(graph, SEED));
    int count = tensors.stream().mapToInt(tensor -> tensor.data().length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (Tensor tensor : tensors) {
      for (float value : tensor.data()) {
        bytes.putFloat(value);
      }
    }
    return bytes.array();
  }

  private static double[] doubles(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(values);
    return values;
  }

  /** The number of parameters exactly, and the outputs relative to the largest. */
  private static double difference(Graph graph, Weights weights, double[] found) {
    long params =
        graph.nodes().stream()
            .flatMap(node ->
                node.parameters().stream()
                    .filter(slot -> !node.sharedRoles().contains(slot.role())))
            .filter(ParameterSlot::trainable)
            .mapToLong(slot -> slot.shape().elements())
            .sum();
    assertThat(found[0]).as("parameters of " + graph.name()).isEqualTo(params);
    InferenceRuntime reference = Runtimes.named("reference");
    List<Tensor> expected = Signature.of(graph).newOutputs();
    try (Program program = reference.compile(graph, weights, RunOptions.SINGLE_THREAD)) {
      program.run(SeededInputs.of(graph, SEED), expected);
    }
    int next = 1;
    double worst = 0;
    for (Tensor tensor : expected) {
      double largest = Math.max(tensor.maxAbs(), 1e-6);
      for (float value : tensor.data()) {
        double difference = Math.abs(value - found[next++]) / largest;
        worst = Double.isNaN(difference) ? Double.NaN : Math.max(worst, difference);
      }
    }
    assertThat(next).as("outputs of " + graph.name()).isEqualTo(found.length);
    return worst;
  }

  private void runPython() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("python3", RESOURCES.resolve("run.py").toString(), folder.toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    Path log = folder.resolve("log.txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(20, TimeUnit.MINUTES);
    process.destroy();
    assertThat(ended).as("run.py ends").isTrue();
    assertThat(Files.readString(log, StandardCharsets.UTF_8)).isEmpty();
    assertThat(process.exitValue()).isZero();
  }

  private static boolean hasNumPy() {
    try {
      Process process =
          new ProcessBuilder("python3", "-c", "import numpy")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
