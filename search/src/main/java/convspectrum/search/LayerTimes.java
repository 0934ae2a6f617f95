package convspectrum.search;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.FusedCost;
import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.measure.Conditions;
import convspectrum.executor.measure.Profiling.Profile;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where the time of a network goes on one runtime.
 *
 * @param conditions runtime, threads, machine, date
 * @param layers steps in execution order
 * @param passMs median time of a pass that was not profiled, in milliseconds
 * @param profiles how many profiles the times are medians of
 */
public record LayerTimes(
    Conditions conditions, List<LayerTime> layers, double passMs, int profiles) {
  public LayerTimes {
    layers = List.copyOf(layers);
  }

  /** The times of all steps together, in milliseconds. */
  public double sumMs() {
    return layers.stream().mapToDouble(LayerTime::ms).sum();
  }

  /**
   * Joins what a runtime reports with what its nodes cost. A runtime may name a fused step after
   * one of its nodes only: nodes without multiply-accumulates that it does not name are counted to
   * the step that makes their last input.
   */
  static LayerTimes of(NetworkCost network, Profile profile) {
    Map<String, Node> byName = new HashMap<>();
    Map<Node, Long> macs = new HashMap<>();
    network.nodes().forEach(cost -> byName.put(cost.node().name(), cost.node()));
    network.nodes().forEach(cost -> macs.put(cost.node(), cost.cost().macs()));
    List<List<Node>> steps = new ArrayList<>();
    Map<Node, List<Node>> stepOf = new HashMap<>();
    for (NodeTime part : profile.parts()) {
      List<Node> step = new ArrayList<>();
      for (String name : part.nodes()) {
        Node node = byName.get(name);
        if (node != null && stepOf.putIfAbsent(node, step) == null) {
          step.add(node);
        }
      }
      steps.add(step);
    }
    for (Node node : network.graph().nodes()) {
      boolean made = node.op() instanceof Op.Input || node.op() instanceof Op.Constant;
      if (!made && !stepOf.containsKey(node) && Objects.equals(macs.get(node), 0L)) {
        node.inputs().stream()
            .filter(stepOf::containsKey)
            .max(Comparator.comparingInt(Node::index))
            .map(stepOf::get)
            .ifPresent(step -> {
              step.add(node);
              stepOf.put(node, step);
            });
      }
    }
    return new LayerTimes(
        profile.conditions(),
        layers(profile.parts(), steps, new FusedCost(network)),
        profile.passMs(),
        profile.profiles());
  }

  private static List<LayerTime> layers(
      List<NodeTime> parts, List<List<Node>> steps, FusedCost costs) {
    List<LayerTime> layers = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      NodeTime part = parts.get(i);
      List<Node> step = steps.get(i);
      layers.add(
          new LayerTime(
              step.isEmpty() ? part.nodes() : step.stream().map(Node::name).toList(),
              part.op(),
              part.nanos() / 1e6,
              step.isEmpty() ? Cost.ZERO : costs.of(step)));
    }
    return layers;
  }
}
