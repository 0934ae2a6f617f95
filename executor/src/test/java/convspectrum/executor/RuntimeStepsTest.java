package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.onednn.OneDnnRuntime;
import convspectrum.executor.onnxruntime.OrtRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.vector.VectorRuntime;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runtimes say about the steps that they make of a network. */
class RuntimeStepsTest {
  /** ONNX Runtime may execute branches in another order than it lists them. */
  private static final Comparator<List<String>> ORDER = Comparator.comparing(List::toString);

  static List<InferenceRuntime> fusing() {
    return List.of(new OneDnnRuntime(), new OrtRuntime(), new VectorRuntime());
  }

  static List<InferenceRuntime> runtimes() {
    return Runtimes.all();
  }

  /**
   * A convolution behind a pointwise one, as in one stage of a network.
   *
   * @param prefix of all names
   */
  private static Graph stage(
      String prefix, int channels, int kernel, int stride, int groups, boolean relu, boolean sum) {
    GraphBuilder builder = new GraphBuilder(prefix);
    Node x = builder.input(prefix + "x", Shape.of(1, 32, 16, 16));
    Node first = conv(builder, prefix + "first", x, channels, 1, 1, 1);
    Node spatial = conv(builder, prefix + "spatial", first, channels, kernel, stride, groups);
    Node norm = builder.add(prefix + "norm", new Op.BatchNorm(1e-5, true, true), spatial);
    Node result = sum ? builder.add(prefix + "sum", new Op.Add(), norm, first) : norm;
    return builder.build(
        relu
            ? builder.add(prefix + "relu", Op.Activation.of(ActivationFunction.RELU), result)
            : result);
  }

  private static Node conv(
      GraphBuilder builder, String name, Node in, int out, int kernel, int stride, int groups) {
    Op conv = new Op.Conv(out, Window.square(kernel, stride, kernel / 2), groups, false);
    return builder.add(name, conv, in);
  }

  private static List<RuntimeStep> steps(InferenceRuntime runtime, Graph graph) {
    return runtime.steps(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD);
  }

  private static List<String> keys(InferenceRuntime runtime, Graph graph) {
    return steps(runtime, graph).stream().map(RuntimeStep::key).toList();
  }

  @ParameterizedTest
  @MethodSource("fusing")
  void areThoseOfTheProgramThatIsCompiled(InferenceRuntime runtime) {
    List<Graph> graphs = new ArrayList<>(NetworkGraphs.all());
    graphs.add(stage("a.", 64, 3, 1, 1, true, true));
    graphs.add(stage("b.", 64, 5, 2, 4, true, false));
    graphs.add(stage("c.", 48, 3, 1, 48, false, false));
    for (Graph graph : graphs) {
      try (Program program =
          runtime.compile(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD)) {
        assertThat(steps(runtime, graph).stream().map(RuntimeStep::nodes).sorted(ORDER))
            .as("steps of %s", graph.name())
            .containsExactlyElementsOf(
                program.profile(SeededInputs.of(graph, 1)).stream()
                    .map(NodeTime::nodes)
                    .sorted(ORDER)
                    .toList());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void haveKeysWithoutNamesAndValuesOfWeights(InferenceRuntime runtime) {
    Graph graph = stage("one.", 64, 3, 2, 4, true, false);
    Graph other = stage("another.", 64, 3, 2, 4, true, false);
    assertThat(keys(runtime, graph)).isEqualTo(keys(runtime, other));
    assertThat(runtime.steps(graph, new SeededWeights(2), RunOptions.SINGLE_THREAD))
        .isEqualTo(steps(runtime, graph));
    assertThat(keys(runtime, graph)).noneMatch(key -> key.contains("one."));
  }

  @ParameterizedTest
  @MethodSource("fusing")
  void differWhereTheirCodeDoes(InferenceRuntime runtime) {
    List<Graph> graphs =
        List.of(
            stage("regular.", 64, 3, 1, 1, true, false),
            stage("wider.", 80, 3, 1, 1, true, false),
            stage("larger.", 64, 5, 1, 1, true, false),
            stage("strided.", 64, 3, 2, 1, true, false),
            stage("grouped.", 64, 3, 1, 4, true, false),
            stage("depthwise.", 64, 3, 1, 64, true, false),
            stage("linear.", 64, 3, 1, 1, false, false),
            stage("summed.", 64, 3, 1, 1, true, true));
    Set<List<String>> different =
        graphs.stream().map(graph -> keys(runtime, graph)).collect(Collectors.toSet());
    assertThat(different).hasSize(graphs.size());
  }

  /** 16·16 pixels of 64 channels: 32·64 for the first, 64·64·9 for the second. */
  @ParameterizedTest
  @MethodSource("runtimes")
  void doTheMacsOfTheirNodes(InferenceRuntime runtime) {
    List<RuntimeStep> steps = steps(runtime, stage("", 64, 3, 1, 1, true, true));
    assertThat(steps.stream().mapToLong(step -> step.work().macs()).sum())
        .isEqualTo(256L * 64 * (32 + 64 * 9));
    assertThat(steps).allMatch(step -> step.work().valueBytes() > 0);
  }

  /** Three groups of 4 channels in registers of 16, or blocks of 16, are mostly empty. */
  @ParameterizedTest
  @MethodSource("fusing")
  void countTheLanesThatHoldNoChannel(InferenceRuntime runtime) {
    GraphBuilder builder = new GraphBuilder("narrow");
    Node x = builder.input("x", Shape.of(1, 12, 16, 16));
    Graph graph = builder.build(conv(builder, "conv", x, 12, 3, 1, 1));
    assertThat(steps(runtime, graph))
        .filteredOn(step -> step.work().macs() > 0)
        .singleElement()
        .satisfies(step ->
            assertThat(step.work().computedMacs()).isGreaterThanOrEqualTo(step.work().macs()));
  }

  /** The kernel behind decides how many zeros lie around a result, which is not told apart. */
  @ParameterizedTest
  @MethodSource("fusing")
  void doNotDependOnWhatIsBehindThem(InferenceRuntime runtime) {
    assertThat(keys(runtime, stage("", 64, 3, 1, 1, true, false)).getFirst())
        .isEqualTo(keys(runtime, stage("", 64, 7, 1, 1, true, false)).getFirst());
  }
}
