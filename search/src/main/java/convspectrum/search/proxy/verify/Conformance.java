package convspectrum.search.proxy.verify;

import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.Statistics;
import convspectrum.search.proxy.Score;
import convspectrum.search.proxy.VerifiedFigures;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoredGraph;
import convspectrum.search.proxy.input.ScoredNetwork;
import convspectrum.search.proxy.input.ScoringInputs;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Computes every proxy and gradient of a described network and compares it with the description.
 */
public final class Conformance {
  private final ConformanceFile file;
  private final Shape input;
  private final Map<Integer, ImportedModel> models = new HashMap<>();
  private final Checks checks = new Checks();

  private Conformance(Path path) {
    this.file = ConformanceFile.read(path);
    this.input = file.shape("input.shape");
  }

  /**
   * All checks of a description, in float64 and then in float32.
   *
   * @throws convspectrum.spec.fault.SpecException where the description, or a file that it names,
   *     is not valid
   */
  public static List<Check> of(Path file) {
    Conformance conformance = new Conformance(file);
    for (Precision precision : List.of(Precision.FLOAT64, Precision.FLOAT32)) {
      conformance.check(precision);
    }
    return conformance.checks.all();
  }

  private void check(Precision precision) {
    ScoredNetwork network = new ScoredNetwork(input, this::source);
    VerifiedFigures figures = new VerifiedFigures(network, precision, inputs());
    logits(figures, precision);
    scores(figures.scores(), precision);
    kernels(figures, precision);
    gradients(figures.gradients(), network.graph(input.batch()), precision);
  }

  private ImportedModel model(int batch) {
    return models.computeIfAbsent(
        batch,
        size ->
            OnnxReader.read(
                file.beside("onnx"), new ReadOptions(Optional.of(input.with(0, size)), false)));
  }

  private ScoredNetwork.Source source(Shape shape) {
    ImportedModel model = model(shape.batch());
    return new ScoredNetwork.Source(model.graph(), model.weights());
  }

  private ScoringInputs inputs() {
    ProxyBatch first =
        new ProxyBatch(file.floats("input.file", input.elements()), file.integers("labels"));
    ProxyBatch second =
        new ProxyBatch(file.floats("input2.file", input.elements()), file.integers("labels2"));
    double[] noise = file.floats("zen_noise.file", input.elements());
    return new ScoringInputs(first, second, _ -> noise, this::blocks, this::signs);
  }

  private List<Node> blocks(ScoredGraph graph) {
    List<Node> blocks = new ArrayList<>();
    for (JsonNode block : file.field("blocks")) {
      String prefix = scope(block.path("module").asString(""));
      String tensor = block.path("onnx_tensor").asString("");
      // A file may name an equal tensor of another module; then the module decides.
      Optional<Node> ofModule =
          tensor.startsWith(prefix)
              ? Optional.empty()
              : graph.graph().nodes().reversed().stream()
                  .filter(node -> node.name().startsWith(prefix))
                  .findFirst();
      blocks.add(
          ofModule
              .or(() -> model(input.batch()).names().tensor(tensor).flatMap(graph::image))
              .orElseThrow(() ->
                  file.fault(
                      "names the tensor '" + tensor + "', which no node computes",
                      "a tensor of the ONNX file")));
    }
    return blocks;
  }

  /** How exporters begin the names of a module's nodes: {@code /features/features.0/}. */
  private static String scope(String module) {
    StringBuilder scope = new StringBuilder("/");
    for (int dot = module.indexOf('.'); dot >= 0; dot = module.indexOf('.', dot + 1)) {
      scope.append(module, 0, dot).append('/');
    }
    return scope.append(module).append('/').toString();
  }

  private double[] signs(int number, int count) {
    ByteBuffer bytes = file.bytes("rademacher.file", -1);
    int offset = file.field("rademacher.boundaries").get(number).path("offset").asInt();
    double[] signs = new double[count];
    for (int i = 0; i < count; i++) {
      signs[i] = bytes.get(offset + i);
    }
    return signs;
  }

  private void logits(VerifiedFigures figures, Precision precision) {
    for (Statistics statistics : Statistics.values()) {
      String name = statistics == Statistics.BATCH ? "train_logits_all_f64" : "eval_logits_all_f64";
      if (file.optional(name).isArray()) {
        double[] expected = ConformanceFile.numbers(file.field(name));
        checks.compare(
            name.replace("_all_f64", ""),
            precision,
            expected,
            figures.logits(statistics),
            Tolerance.ofGradients(precision));
      }
    }
  }

  private void scores(Map<String, Score> scores, Precision precision) {
    Map<String, Double> expected = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : file.field("proxies").properties()) {
      JsonNode value = entry.getValue().path("value");
      if (value.isNumber()) {
        expected.put(entry.getKey(), value.asDouble());
      } else if (value.isString()) {
        expected.put(entry.getKey(), Double.NEGATIVE_INFINITY);
      }
    }
    for (Map.Entry<String, JsonNode> entry : file.field("proxies").properties()) {
      Score ours = scores.get(entry.getKey());
      if (ours == null) {
        throw file.fault(
            "has an unknown proxy '" + entry.getKey() + "'",
            "one of " + String.join(", ", scores.keySet()));
      }
      checks.add(score(entry.getKey(), expected, ours, precision));
    }
  }

  private static Check score(
      String name, Map<String, Double> expected, Score ours, Precision precision) {
    Tolerance tolerance = Tolerance.of(name, precision);
    Double wanted = expected.get(name);
    String shown = wanted == null ? "undefined" : Double.toString(wanted);
    return switch (ours) {
      case Score.Undefined _ ->
          new Check(
              name,
              precision,
              shown,
              "undefined",
              wanted == null || wanted.isInfinite() ? 0 : Double.POSITIVE_INFINITY,
              tolerance.limit());
      case Score.Value(double value) ->
          new Check(
              name,
              precision,
              shown,
              Double.toString(value),
              wanted == null
                  ? Double.POSITIVE_INFINITY
                  : tolerance.difference(wanted, value, expected),
              tolerance.limit());
    };
  }

  private void kernels(VerifiedFigures figures, Precision precision) {
    for (Statistics statistics : Statistics.values()) {
      for (boolean rectifiers : new boolean[] {true, false}) {
        String name =
            "naswot%s_K_%s"
                .formatted(
                    rectifiers ? "" : "_act", statistics == Statistics.BATCH ? "train" : "eval");
        JsonNode expected = file.optional("details").path(name);
        double[] ours = figures.kernel(rectifiers, statistics);
        if (expected.isArray() && expected.size() > 0) {
          checks.compare(
              name,
              precision,
              ConformanceFile.numbers(expected),
              ours,
              Tolerance.ofKernels(precision));
        }
      }
    }
  }

  private void gradients(
      List<VerifiedFigures.Gradient> gradients, ScoredGraph graph, Precision precision) {
    Map<String, double[]> byName = new HashMap<>();
    for (VerifiedFigures.Gradient gradient : gradients) {
      Node node = gradient.node();
      if (node != null) {
        ScoredGraph.Slot origin = graph.origin(node, gradient.role());
        String name =
            model(input.batch())
                .names()
                .parameter(origin.node(), origin.role())
                .orElse(node.name() + "." + gradient.role());
        // A parameter that several nodes share has the sum of their gradients.
        byName.merge(name, gradient.values(), Conformance::sum);
      } else {
        checks.summary("grad_input", file.field("grad_input"), gradient.values(), precision);
      }
    }
    double[] all = file.doubles("grads_file.file");
    for (JsonNode entry : file.field("grads_file.entries")) {
      String name = entry.path("name").asString("");
      double[] ours = byName.get(name);
      if (ours == null) {
        throw file.fault(
            "has a gradient of '" + name + "', which the network does not learn",
            "a parameter of the ONNX file");
      }
      int offset = entry.path("offset_elements").asInt();
      double[] expected = java.util.Arrays.copyOfRange(all, offset, offset + ours.length);
      checks.compare("grad " + name, precision, expected, ours, Tolerance.ofGradients(precision));
    }
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}
