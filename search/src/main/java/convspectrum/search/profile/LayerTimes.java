package convspectrum.search.profile;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.FusedCost;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.measure.Profiling.Profile;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.spec.graph.Node;
import java.util.ArrayList;
import java.util.List;

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
   * The same times, added up as {@code cost} adds up counts. A step that computes nodes of several
   * rows counts for the one of its node with most multiply-accumulates, or else of its first node;
   * a step that the runtime inserted has a row by what the runtime calls it.
   *
   * @param network that was profiled
   * @return the rows, in the order in which their first steps are executed
   */
  public List<GroupTime> by(NetworkCost network, Grouping grouping) {
    return new GroupedTimes(network, grouping).of(layers);
  }

  /**
   * Joins what a runtime reports with what its nodes cost, in bytes of the type that it computes
   * with.
   */
  public static LayerTimes of(NetworkCost network, Profile profile) {
    List<List<Node>> steps = StepNodes.of(network, profile.parts());
    NetworkCost counted = network.in(profile.conditions().type());
    return new LayerTimes(
        profile.conditions(),
        layers(profile, steps, new FusedCost(counted)),
        profile.passMs(),
        profile.profiles());
  }

  private static List<LayerTime> layers(Profile profile, List<List<Node>> steps, FusedCost costs) {
    List<NodeTime> parts = profile.parts();
    PlannedSteps planned = new PlannedSteps(profile.steps());
    List<LayerTime> layers = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      NodeTime part = parts.get(i);
      List<Node> step = steps.get(i);
      layers.add(
          new LayerTime(
              step.isEmpty() ? part.nodes() : step.stream().map(Node::name).toList(),
              part.op(),
              part.nanos() / 1e6,
              step.isEmpty() ? Cost.ZERO : costs.of(step),
              planned.next(part.nodes())));
    }
    return layers;
  }
}
