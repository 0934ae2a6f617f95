package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every runtime computes what {@code reference} computes. */
class RuntimeParityTest {
  private static final long SEED = 7;
  private static final Pattern LACKING =
      Pattern.compile("oneDNN has no primitive for (.+) \\(.+\\); try the runtime .+");
  private static final int OP_CASES = 2650;

  /** Graphs of ops that oneDNN has no primitive for; the other runtimes refuse none. */
  private static final int REFUSED_OP_CASES = 35;

  @Test
  void everyOpAgreesWithTheReference() {
    List<Graph> graphs = OpGraphs.all();
    List<Graph> composites = new ArrayList<>(CompositeGraphs.all());
    composites.addAll(SequenceGraphs.all());
    Set<Class<?>> ops = opsOf(graphs);
    ops.addAll(opsOf(composites));
    // SamplingParityTest holds these.
    ops.addAll(opsOf(SamplingGraphs.defined()));
    ops.addAll(opsOf(SamplingGraphs.indexed()));
    assertThat(ops).containsExactlyInAnyOrderElementsOf(records(Op.class).toList());
    assertThat(parity(composites, 1e-5)).isGreaterThan(280);
    assertThat(parity(graphs, 1e-5)).isEqualTo(OP_CASES * others().size() - REFUSED_OP_CASES);
  }

  /** What oneDNN lacks is refused by name, before anything is computed. */
  @Test
  void oneDnnRefusesTheOpsThatItLacks() {
    InferenceRuntime oneDnn = Runtimes.named("onednn");
    Set<String> refused = new TreeSet<>();
    int count = 0;
    for (Graph graph : OpGraphs.all()) {
      try {
        oneDnn.steps(graph, new SeededWeights(SEED), RunOptions.SINGLE_THREAD);
      } catch (UnsupportedGraphException e) {
        Matcher matcher = LACKING.matcher(String.valueOf(e.getMessage()));
        assertThat(matcher.matches()).as(e.getMessage()).isTrue();
        refused.add(matcher.group(1));
        count++;
      }
    }
    assertThat(refused)
        .containsExactly(
            "ACOS",
            "ASIN",
            "ASINH",
            "ATAN",
            "ATANH",
            "CEIL",
            "COS",
            "COSH",
            "ERF",
            "FLOOR",
            "Gather",
            "IS_NAN",
            "MODULO",
            "NOT",
            "POWER",
            "PRELU of an operand that is broadcast",
            "QUOTIENT",
            "REMAINDER",
            "SIGN",
            "SIN",
            "SINH",
            "TAN",
            "TRUNCATE",
            "Where");
    assertThat(count).isEqualTo(REFUSED_OP_CASES);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    if (type == Op.Composite.class) {
      return records(CompositeOp.class);
    }
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(RuntimeParityTest::records);
  }

  @Test
  void wholeNetworksAgreeWithTheReference() {
    assertThat(parity(NetworkGraphs.all(), 1e-4)).isEqualTo(6 * others().size());
  }

  private static int parity(List<Graph> graphs, double tolerance) {
    InferenceRuntime reference = Runtimes.named("reference");
    List<String> failures = new ArrayList<>();
    int combinations = 0;
    for (Graph graph : graphs) {
      List<Tensor> inputs = SeededInputs.of(graph, SEED);
      List<Tensor> expected = run(reference, graph, inputs);
      for (InferenceRuntime runtime : others()) {
        List<Tensor> actual;
        try {
          actual = run(runtime, graph, inputs);
        } catch (UnsupportedGraphException e) {
          assertThat(runtime.name()).as(e.getMessage()).isEqualTo("onednn");
          continue;
        }
        for (int i = 0; i < expected.size(); i++) {
          double difference = relativeDifference(expected.get(i), actual.get(i));
          if (!(difference <= tolerance)) {
            failures.add(runtime.name() + ": " + graph.name() + " differs by " + difference);
          }
        }
        combinations++;
      }
    }
    assertThat(failures).isEmpty();
    return combinations;
  }

  private static List<InferenceRuntime> others() {
    return Runtimes.all().stream().filter(runtime -> !runtime.name().equals("reference")).toList();
  }

  private static List<Tensor> run(InferenceRuntime runtime, Graph graph, List<Tensor> inputs) {
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    try (Program program =
        runtime.compile(graph, new SeededWeights(SEED), RunOptions.SINGLE_THREAD)) {
      program.run(inputs, outputs);
    }
    return outputs;
  }

  private static double relativeDifference(Tensor expected, Tensor actual) {
    double largest = 0;
    for (int i = 0; i < expected.data().length; i++) {
      double difference = Math.abs(expected.data()[i] - actual.data()[i]);
      if (!Double.isFinite(difference)) {
        return Double.POSITIVE_INFINITY;
      }
      largest = Math.max(largest, difference);
    }
    return largest == 0 ? 0 : largest / expected.maxAbs();
  }

  private static Set<Class<?>> opsOf(List<Graph> graphs) {
    Set<Class<?>> ops = new HashSet<>();
    for (Graph graph : graphs) {
      graph.nodes().stream().map(Node::op).forEach(op -> ops.add(op.getClass()));
    }
    return ops;
  }
}
