package convspectrum.formats.onnx.read;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.ExternalData;
import convspectrum.formats.onnx.read.constant.Initializer;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.StoredTensors;
import convspectrum.formats.onnx.read.graph.Coverage;
import convspectrum.formats.onnx.read.graph.Functions;
import convspectrum.formats.onnx.read.graph.GraphReader;
import convspectrum.formats.onnx.read.graph.Ordering;
import convspectrum.formats.onnx.read.graph.Placeholders;
import convspectrum.formats.onnx.read.graph.Scope;
import convspectrum.formats.onnx.read.node.GraphTarget;
import convspectrum.formats.onnx.read.node.ImportedWeights;
import convspectrum.formats.onnx.read.node.OnnxAttributes;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.Operators;
import convspectrum.formats.onnx.read.operator.quantised.QuantisedFlow;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ShapeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads ONNX models, opset 7 and later. Only what an output depends on is read. Weights stay in the
 * file until they are asked for.
 *
 * <p>What counts as a parameter: every float initializer that a node of the graph works on, once,
 * whatever name or node it is used under. What tells an op what to do is none: bounds, scales,
 * pads, sizes, the single numbers of an expression. Running means and variances of batch norms are
 * apart. So a model that keeps its batch norms has the parameters that its framework counts, one
 * with folded norms has those that folding left, and both have fewer where the exporter stores
 * equal tensors once. What is no float (positions, masks of truth values) and what nodes compute of
 * constants is no parameter; the initializers that go into such a computation are. The tensor of a
 * Constant node is one as a weight or bias of a layer only, and only where all layers have theirs
 * so. Integers are as the weights of a quantised layer; scales and zero points are not. Inputs of a
 * model that was exported without its parameters are.
 *
 * <p>Multiply-accumulates are those of convolutions, linear layers and matrix products, also of
 * what constants go through in the graph. What is exported for training is read as inference runs
 * it.
 */
public final class OnnxReader {
  private static final long FIRST_OPSET = 7;

  private final Path file;
  private final ReadOptions options;
  private final GraphProto graph;
  private final long opset;
  private final Functions functions;
  private final ExternalData external;
  private final StoredTensors tensors;
  private final GraphTarget target;

  private OnnxReader(Path file, ModelFile.Content content, ReadOptions options) {
    ModelProto model = content.model();
    Path folder = file.toAbsolutePath().getParent();
    this.file = file;
    this.options = options;
    this.graph = model.getGraph();
    this.opset = Functions.opset(model.getOpsetImportList());
    this.external = new ExternalData(folder == null ? file : folder);
    this.tensors = new StoredTensors(file, content.regions(), external);
    this.functions = new Functions(model, new Operators(tensors));
    String name = String.valueOf(file.getFileName());
    this.target =
        new GraphTarget(
            name.replaceFirst("\\.onnx$", ""),
            AbsentParameters.layersReadInitializers(graph),
            options.rounding());
  }

  /**
   * Reads a model.
   *
   * @throws SpecException where the file is no model, or not one that is understood; the message
   *     names the node
   */
  public static ImportedModel read(Path file, ReadOptions options) {
    try {
      ModelFile.Content content = ModelFile.read(file);
      return new OnnxReader(file, content, options).read(content.model().getProducerName());
    } catch (OpException e) {
      throw SpecException.ofFile(file.toString(), e.problem(), e.expected());
    } catch (ShapeException | ArithmeticException e) {
      throw SpecException.ofFile(file.toString(), String.valueOf(e.getMessage()), "");
    }
  }

  private ImportedModel read(String producer) {
    if (opset < FIRST_OPSET) {
      throw new OpException(
          opset == 0 ? "names no operator set" : "opset " + opset,
          "expected opset " + FIRST_OPSET + " or later; try onnx.version_converter");
    }
    Set<String> outputs = new LinkedHashSet<>();
    graph.getOutputList().forEach(output -> outputs.add(output.getName()));
    if (outputs.isEmpty()) {
      throw new OpException("the graph has no output", "expected at least one");
    }
    Ordering.Ordered ordered = Ordering.of(graph.getNodeList(), outputs);
    preflight(ordered.nodes());
    Scope scope = new Scope(null, "", opset, OnnxAttributes.NONE);
    List<ValueInfoProto> unstored = unstored(graph);
    List<TensorProto> parameters = AbsentParameters.of(graph, unstored);
    List<Initializer> stored = new ArrayList<>();
    Set<String> kept = kept();
    Set<String> needed = new HashSet<>(ordered.outer());
    needed.addAll(kept);
    store(graph.getInitializerList(), needed, scope, stored);
    store(parameters, ordered.outer(), scope, stored);
    Map<Initializer, Initializer> tied = TiedTables.of(ordered.nodes(), stored);
    tied.forEach((copy, table) ->
        scope.put(copy.name(), OnnxNode.constant(Arranging.transpose(table.constant(), 1, 0))));
    QuantisedFlow.dequantised(ordered.nodes(), stored).forEach(target::countAsReal);
    ModelInputs inputs = new ModelInputs(options, target);
    inputs.read(unstored, ordered.outer(), scope);
    Placeholders placeholders = new Placeholders(graph, inputs.sizes());
    GraphReader reader =
        new GraphReader(target, functions, tensors, placeholders, options.allowUnknown());
    reader.read(ordered, scope);
    stored.stream().filter(tensor -> kept.contains(tensor.name())).forEach(target::keep);
    stored.stream().filter(tensor -> !tied.containsKey(tensor)).forEach(target::addUncounted);
    Graph made = target.builder().build(results(outputs, scope).toArray(Node[]::new));
    int absent = (int) stored.stream().filter(tensor -> !tensor.isPresent()).count();
    return new ImportedModel(
        made,
        new ImportedWeights(file.toString(), target.weights()),
        reader.coverage(),
        options.rounding() ? 0 : reader.quantised(),
        new Storage(stored.size(), absent, target.fixed(), external.files()),
        opset,
        producer,
        new ModelNames(scope.computed(), target.parameterNames(made)));
  }

  /** Reports all ops that are not known, before anything is read. */
  private void preflight(List<NodeProto> nodes) {
    Map<String, Integer> unknown = new TreeMap<>();
    int understood = 0;
    String first = "";
    for (NodeProto node : nodes) {
      if (functions.understands(node)) {
        understood++;
      } else {
        first = first.isEmpty() ? PrintableNames.name(node) + ": " + Functions.reason(node) : first;
        unknown.merge(PrintableNames.shown(node.getOpType()), 1, Integer::sum);
      }
    }
    if (!unknown.isEmpty() && !options.allowUnknown()) {
      throw new OpException(
          first + "; " + new Coverage(understood, nodes.size(), unknown),
          "try --allow-unknown to count the rest");
    }
  }

  /** Gives those of {@code all} that an output depends on a value, in the order of the file. */
  private void store(
      List<TensorProto> all, Set<String> needed, Scope scope, List<Initializer> stored) {
    for (TensorProto tensor : all) {
      if (needed.contains(tensor.getName()) && scope.get(tensor.getName()) == null) {
        Initializer initializer = tensors.tensor(tensor, Initializer.Holder.GRAPH);
        stored.add(initializer);
        scope.put(tensor.getName(), OnnxNode.constant(initializer.constant()));
      }
    }
  }

  /**
   * What an Identity copies for nobody: so {@code OnnxWriter} keeps learned tensors that only
   * constants are made of, such as a table of positions.
   */
  private Set<String> kept() {
    Set<String> read = new HashSet<>();
    graph.getNodeList().forEach(node -> read.addAll(node.getInputList()));
    graph.getOutputList().forEach(output -> read.add(output.getName()));
    Set<String> kept = new HashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals("Identity")
          && node.getOutputList().stream().noneMatch(read::contains)) {
        kept.addAll(node.getInputList());
      }
    }
    return kept;
  }

  /** Files before IR version 4 list initializers among the inputs. */
  private static List<ValueInfoProto> unstored(GraphProto graph) {
    Set<String> stored = new HashSet<>();
    graph.getInitializerList().forEach(tensor -> stored.add(tensor.getName()));
    return graph.getInputList().stream()
        .filter(input -> !stored.contains(input.getName()))
        .toList();
  }

  private void requireAllowed(String output, String source) {
    if (!options.allowUnknown()) {
      throw new OpException(
          "output '%s' is made of %s, of which only the first result is understood"
              .formatted(PrintableNames.shown(output), source),
          "try --allow-unknown to count the rest");
    }
  }

  /** The node of an output: of a quantised one, the integers that the file makes. */
  private Node integers(String output, Value.Computed value) {
    if (QuantisedFlow.isDynamic(value) && !options.allowUnknown()) {
      throw new OpException(
          "output '%s' has the integers of a DynamicQuantizeLinear, whose scale depends on the input"
              .formatted(PrintableNames.shown(output)),
          "try --allow-unknown to count the rest");
    }
    OnnxNode node =
        new OnnxNode(
            output, "Output", opset, OnnxAttributes.NONE, List.of(value), 1, new BitSet(), target);
    return node.withInputs(List.of(QuantisedFlow.output(node))).node(0);
  }

  private Node stored(String output, ConstantTensor tensor) {
    if (tensor.elements() == 0) {
      throw new OpException(
          "output '%s' has no elements (%s)"
              .formatted(PrintableNames.shown(output), Dims.text(tensor.dims())),
          "expected at least one element");
    }
    return target.constant(tensor, output);
  }

  /** The outputs; of a partial graph those that are there, else the nodes that nothing reads. */
  private List<Node> results(Set<String> outputs, Scope scope) {
    List<Node> results = new ArrayList<>();
    for (String output : outputs) {
      Value value = scope.get(output);
      switch (value) {
        case null ->
            throw new OpException(
                "output '" + PrintableNames.shown(output) + "' is made by no node", "");
        case Value.Computed computed -> results.add(integers(output, computed));
        case Value.Constant constant -> results.add(stored(output, constant.tensor()));
        case Value.Unknown unknown -> requireAllowed(output, unknown.source());
        case Value.Sequence _, Value.Absent _ -> requireAllowed(output, "a sequence");
      }
    }
    if (results.isEmpty()) {
      results.addAll(target.unread());
    }
    if (results.isEmpty()) {
      throw new OpException("nothing of the graph is understood", "");
    }
    return results;
  }
}
