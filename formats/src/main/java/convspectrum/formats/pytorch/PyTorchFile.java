package convspectrum.formats.pytorch;

import convspectrum.formats.sharing.SharedTensors;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts one file together. */
final class PyTorchFile {
  private final Graph graph;
  private final OpRenderer renderer;
  private final Uses uses;
  private final PythonNames classNames = PythonNames.ofClasses();
  private final BlockClasses classes;
  private final List<Unit> units = new ArrayList<>();
  private final Map<Integer, BlockClasses.Ticket> tickets = new HashMap<>();
  private final Map<Integer, String> paths = new HashMap<>();

  /** Reads what {@link #state} gives, written as an .npz file. */
  private static final String LOAD =
      """
      def load(model, file):
          \"""Gives a network the weights of the .npz file that was written with this file.\"""
          state = model.state_dict()
          with numpy.load(file) as arrays:
              for name in arrays.files:
                  state[name].copy_(torch.from_numpy(arrays[name]).reshape(state[name].shape))
          return model


      """;

  private final StoredValues values;
  private final SharedTensors shared;

  /** Where each unit is in the network, once it is written. */
  private List<String> roots = List.of();

  /** Where the module of a node is inside the unit that it is part of. */
  private final Map<Node, Place> places = new HashMap<>();

  private record Place(int unit, String inside) {}

  PyTorchFile(Graph graph, Weights weights) {
    this.graph = graph;
    this.values = new StoredValues(weights);
    this.shared = SharedTensors.of(graph, weights);
    this.renderer = new OpRenderer(values, shared);
    this.uses = new Uses(graph);
    this.classes = new BlockClasses(classNames);
  }

  /**
   * The file.
   *
   * @param loads whether it has a function that reads weights
   */
  String text(PyTorchHeader header, boolean loads) {
    String network = classNames.ofClass(graph.name(), "Network");
    blocks().forEach(this::block);
    Map<BlockClasses.Ticket, Call> constructions = BlockClasses.constructions();
    List<String> blockClasses = classes.write(constructions);
    List<Unit> placed = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      placed.add(constructed(i, constructions));
    }
    Map<Node, Integer> readers = readers();
    List<Unit> chained =
        Unit.chained(placed, node -> readers.getOrDefault(node, 0) == 1, (_, _) -> "layers");
    ModuleClass whole = ModuleClass.of(graph.inputs(), chained, graph.outputs());
    roots = Unit.places(placed, chained, whole.attributes());
    String ties =
        new Ties(shared, values)
            .text(node -> "self." + place(Objects.requireNonNull(places.get(node), node::name)));
    List<String> texts = new ArrayList<>(blockClasses);
    String about = PythonNames.comment(graph.name());
    texts.add(whole.text(network, about, List.of(), whole.calls(), ties));
    String body = String.join("\n\n", texts);
    String support =
        Arrays.stream(SupportClass.values())
            .filter(one -> body.contains(" " + one.className() + "("))
            .map(one -> one.source() + "\n\n")
            .collect(Collectors.joining());
    return head(header, support.contains("F."), loads)
        + support
        + body
        + "\n\n"
        + (loads ? LOAD : "")
        + main(header, network);
  }

  private String place(Place place) {
    return roots.get(place.unit()) + place.inside();
  }

  /** Learned tensors and running statistics by their names in a state dict, once it is written. */
  Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      Place place = places.get(node);
      if (place == null) {
        continue; // It is the same tensor as another, or takes none.
      }
      String name = place(place).replaceAll("\\[([0-9]+)\\]", ".$1").replaceFirst("^\\.", "");
      for (ParameterSlot slot : node.parameters()) {
        boolean whole = node.op() instanceof Op.Constant;
        state.put(whole ? name : name + "." + slot.role(), values.weights().get(node, slot));
      }
    }
    return state;
  }

  /** Runs of nodes that one block made, inputs of the graph left out. */
  private List<List<Node>> blocks() {
    List<List<Node>> blocks = new ArrayList<>();
    String path = null;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Input || shared.isReplaced(node)) {
        continue;
      }
      if (!node.origin().path().equals(path)) {
        path = node.origin().path();
        blocks.add(new ArrayList<>());
      }
      blocks.getLast().add(node);
    }
    return blocks;
  }

  private void block(List<Node> nodes) {
    Node first = nodes.getFirst();
    String prefix = nodes.stream().map(Node::name).reduce(PythonNames::common).orElseThrow();
    List<Unit> parts = new ArrayList<>();
    for (Node node : nodes) {
      parts.add(
          new Unit(relative(node.name(), prefix), node.inputs(), List.of(node), renderer.of(node)));
    }
    List<Unit> chained = Unit.chained(parts, node -> uses.count(node) == 1, PythonNames::common);
    boolean own = first.origin().path().equals(first.name());
    String name = own ? first.name() : first.origin().block();
    paths.put(units.size(), first.origin().path());
    if (chained.size() == 1) {
      Unit only = chained.getFirst();
      place(nodes, Unit.places(parts, chained, List.of("")), "");
      units.add(new Unit(name, only.inputs(), only.outputs(), only.rendering()));
      return;
    }
    Set<Integer> members = nodes.stream().map(Node::index).collect(Collectors.toSet());
    Set<Node> inputs = new LinkedHashSet<>();
    nodes.forEach(node ->
        node.inputs().stream()
            .filter(input -> !members.contains(input.index()))
            .forEach(inputs::add));
    List<Node> outputs =
        nodes.stream().filter(node -> uses.outside(node, members)).collect(Collectors.toList());
    if (outputs.isEmpty()) {
      outputs.add(nodes.getLast());
    }
    ModuleClass parent = ModuleClass.of(List.copyOf(inputs), chained, outputs);
    tickets.put(units.size(), classes.add(first.origin().block(), parent));
    place(nodes, Unit.places(parts, chained, parent.attributes()), ".");
    units.add(new Unit(name, List.copyOf(inputs), outputs, new Rendering.Modules(List.of())));
  }

  private void place(List<Node> nodes, List<String> inside, String before) {
    for (int i = 0; i < nodes.size(); i++) {
      places.put(nodes.get(i), new Place(units.size(), before + inside.get(i)));
    }
  }

  /** How many blocks read each value, as an output of the graph included. */
  private Map<Node, Integer> readers() {
    Map<Node, Integer> readers = new HashMap<>();
    units.forEach(
        unit -> Set.copyOf(unit.inputs()).forEach(x -> readers.merge(x, 1, Integer::sum)));
    graph.outputs().forEach(output -> readers.merge(output, 1, Integer::sum));
    return readers;
  }

  private static String relative(String name, String prefix) {
    return name.startsWith(prefix + ".") ? name.substring(prefix.length() + 1) : name;
  }

  /** A block's unit with how it is constructed, and where it is from. */
  private Unit constructed(int index, Map<BlockClasses.Ticket, Call> constructions) {
    Unit unit = units.get(index);
    if (!(unit.rendering() instanceof Rendering.Modules(List<Call> chain))) {
      return unit;
    }
    BlockClasses.Ticket ticket = tickets.get(index);
    Call call =
        ticket == null ? Call.sequence(chain) : Objects.requireNonNull(constructions.get(ticket));
    String path = PythonNames.comment(Objects.requireNonNull(paths.get(index)));
    return new Unit(
        unit.name(),
        unit.inputs(),
        unit.outputs(),
        new Rendering.Modules(List.of(call.commented(path))));
  }

  private String head(PyTorchHeader header, boolean functional, boolean loads) {
    String design = header.design().isEmpty() ? "" : "# Design: " + line(header.design());
    return """
    # %s
    # Written by convspectrum %s; PyTorch 1.12 or newer.
    %s# %,d parameters, %,d multiply-accumulates for %s; seed %d.

    %simport torch
    from torch import nn
    %s

    """
        .formatted(
            PythonNames.comment(graph.name()),
            PythonNames.comment(header.version()),
            design,
            parameters(),
            header.macs(),
            graph.inputs().stream()
                .map(input -> input.shape().toString())
                .collect(Collectors.joining(" and ")),
            header.seed(),
            loads ? "import numpy\n" : "",
            functional ? "from torch.nn import functional as F\n" : "");
  }

  private static String line(String text) {
    return PythonNames.comment(text) + "\n";
  }

  private long parameters() {
    return graph.nodes().stream()
        .flatMap(node ->
            node.parameters().stream().filter(slot -> !node.sharedRoles().contains(slot.role())))
        .filter(ParameterSlot::trainable)
        .mapToLong(slot -> slot.shape().elements())
        .reduce(0, Math::addExact);
  }

  private String main(PyTorchHeader header, String network) {
    String inputs =
        graph.inputs().stream()
            .map(input ->
                "torch.zeros("
                    + Python.tuple(IntStream.of(input.shape().toArray()).boxed().toList())
                    + ")")
            .collect(Collectors.joining(", "));
    return """
    if __name__ == "__main__":
        torch.manual_seed(%d)
        model = %s().eval()
        count = sum(parameter.numel() for parameter in model.parameters())
        print(f"{count:,} parameters")
        with torch.no_grad():
            result = model(%s)
        for output in result if isinstance(result, tuple) else (result,):
            print("output", tuple(output.shape))
    """
        .formatted(header.seed(), network, inputs);
  }
}
