package convspectrum.search.profile;

import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.NodeCost;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which nodes each step of a program computes. A runtime may name a fused step after one of its
 * nodes only, the first or the last: ONNX Runtime does both. Of the nodes that no step names,
 *
 * <ol>
 *   <li>one with multiply-accumulates belongs to the first step that its value reaches, together
 *       with all nodes between, provided that this step has none itself: the step is named after
 *       its last node;
 *   <li>any other belongs to the step that makes the last of its inputs.
 * </ol>
 */
public final class StepNodes {
  private final NetworkCost network;
  private final Map<Node, List<Node>> readers = new HashMap<>();
  private final Map<Node, Long> macs = new HashMap<>();
  private final Map<Node, List<Node>> stepOf = new HashMap<>();
  private final List<List<Node>> steps = new ArrayList<>();

  private StepNodes(NetworkCost network) {
    this.network = network;
    for (NodeCost cost : network.nodes()) {
      macs.put(cost.node(), cost.cost().macs());
      for (Node input : cost.node().inputs()) {
        readers.computeIfAbsent(input, _ -> new ArrayList<>()).add(cost.node());
      }
    }
  }

  /** The nodes of each part, in execution order; none for a part that the runtime inserted. */
  public static List<List<Node>> of(NetworkCost network, List<NodeTime> parts) {
    StepNodes nodes = new StepNodes(network);
    nodes.named(parts);
    nodes.before();
    nodes.behind();
    nodes.steps.forEach(step -> step.sort(Comparator.comparingInt(Node::index)));
    return nodes.steps;
  }

  private void named(List<NodeTime> parts) {
    Map<String, Node> byName = new HashMap<>();
    network.graph().nodes().forEach(node -> byName.put(node.name(), node));
    for (NodeTime part : parts) {
      List<Node> step = new ArrayList<>();
      steps.add(step);
      part.nodes().stream()
          .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
          .forEach(node -> join(node, step));
    }
  }

  private void join(Node node, List<Node> step) {
    if (stepOf.putIfAbsent(node, step) == null) {
      step.add(node);
    }
  }

  private boolean unnamed(Node node) {
    boolean computed = !(node.op() instanceof Op.Input || node.op() instanceof Op.Constant);
    return computed && !stepOf.containsKey(node);
  }

  private boolean works(Node node) {
    return macs.getOrDefault(node, 0L) > 0;
  }

  private void before() {
    for (Node node : network.graph().nodes()) {
      if (!unnamed(node) || !works(node)) {
        continue;
      }
      List<Node> path = new ArrayList<>();
      Node at = node;
      while (unnamed(at) && readers.getOrDefault(at, List.of()).size() == 1) {
        path.add(at);
        at = readers.getOrDefault(at, List.of()).getFirst();
      }
      List<Node> step = stepOf.get(at);
      if (step != null && step.stream().noneMatch(this::works)) {
        path.forEach(one -> join(one, step));
      }
    }
  }

  private void behind() {
    for (Node node : network.graph().nodes()) {
      if (unnamed(node) && !works(node)) {
        node.inputs().stream()
            .filter(stepOf::containsKey)
            .max(Comparator.comparingInt(Node::index))
            .flatMap(input -> Optional.ofNullable(stepOf.get(input)))
            .ifPresent(step -> join(node, step));
      }
    }
  }
}
