package convspectrum.gradients.batch;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph as steps whose values have layouts. Ops on channels get them last, ops on the axes of the
 * shape get them in the shape's order, and between the two a step changes the layout.
 *
 * @param graph the planned graph
 * @param steps in execution order
 */
public record BatchPlan(Graph graph, List<PlanStep> steps) {
  public BatchPlan {
    steps = List.copyOf(steps);
  }

  /** Plans a graph. */
  public static BatchPlan of(Graph graph) {
    Planning planning = new Planning();
    for (Node node : graph.nodes()) {
      if (node.shape().elements() > Tensor.MAX_ELEMENTS) {
        throw new UnsupportedGraphException(
            node + " has " + node.shape().elements() + " elements; take a smaller batch");
      }
      planning.add(node);
    }
    return new BatchPlan(graph, planning.steps);
  }

  /** Returns the step of a node. */
  public PlanStep step(Node node) {
    return steps.stream()
        .filter(step -> step.node().isPresent() && step.node().get() == node)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(node + " is no node of " + graph.name()));
  }

  private static final class Planning {
    private final List<PlanStep> steps = new ArrayList<>();
    private final Map<Node, Map<Layout, PlanStep>> made = new HashMap<>();

    void add(Node node) {
      List<PlanStep> homes = node.inputs().stream().map(input -> home(input)).toList();
      Layout layout = layout(node, homes);
      List<PlanStep> inputs = new ArrayList<>();
      for (int i = 0; i < homes.size(); i++) {
        inputs.add(takesAnyLayout(node, homes) ? homes.get(i) : in(node.inputs().get(i), layout));
      }
      PlanStep step = new PlanStep(steps.size(), Optional.of(node), inputs, node.shape(), layout);
      steps.add(step);
      Map<Layout, PlanStep> layouts = new EnumMap<>(Layout.class);
      layouts.put(layout, step);
      made.put(node, layouts);
    }

    /** Returns the step in the layout in which the node was computed. */
    private PlanStep home(Node node) {
      return layouts(node).values().stream()
          .min((a, b) -> Integer.compare(a.index(), b.index()))
          .orElseThrow();
    }

    private Map<Layout, PlanStep> layouts(Node node) {
      Map<Layout, PlanStep> layouts = made.get(node);
      if (layouts == null) {
        throw new IllegalStateException(node + " is read before it is made");
      }
      return layouts;
    }

    private PlanStep in(Node node, Layout layout) {
      Map<Layout, PlanStep> layouts = layouts(node);
      PlanStep step = layouts.get(layout);
      if (step == null) {
        PlanStep home = home(node);
        // With fewer than three axes the two layouts are the same.
        if (node.shape().rank() < 3) {
          return home;
        }
        step = new PlanStep(steps.size(), Optional.empty(), List.of(home), node.shape(), layout);
        steps.add(step);
        layouts.put(layout, step);
      }
      return step;
    }

    /** Whether the op broadcasts, and so finds elements by their numbers in any layout. */
    private static boolean takesAnyLayout(Node node, List<PlanStep> inputs) {
      boolean alike =
          inputs.stream()
              .allMatch(input ->
                  input.shape().equals(node.shape())
                      && input.layout() == inputs.getFirst().layout());
      return switch (node.op()) {
        case Op.Broadcast _ -> !alike;
        case Op.Reduce _ -> true;
        default -> false;
      };
    }

    private static Layout layout(Node node, List<PlanStep> inputs) {
      return switch (node.op()) {
        // All others have been replaced by their definitions.
        case Op.Composite composite ->
            throw new UnsupportedGraphException(
                node.name() + ": there is no gradient for " + composite.typeName());
        case Op.Input _ -> node.shape().rank() >= 3 ? Layout.CHANNELS_LAST : Layout.ROW_MAJOR;
        case Op.Constant _,
            Op.Linear _,
            Op.Softmax _,
            Op.MatMul _,
            Op.Transpose _,
            Op.Gather _,
            Op.Reshape _ ->
            Layout.ROW_MAJOR;
        case Op.Conv _,
            Op.BatchNorm _,
            Op.Resampling _,
            Op.ChannelScale _,
            Op.ChannelShuffle _,
            Op.Pad _ ->
            Layout.CHANNELS_LAST;
        case Op.LayerNorm norm -> normLayout(norm, node.shape());
        case Op.Activation _,
            Op.Unary _,
            Op.Scale _,
            Op.Broadcast _,
            Op.Concat _,
            Op.Slice _,
            Op.Zero _,
            Op.Identity _,
            Op.Reduce _ ->
            inputs.stream()
                .filter(input -> input.shape().rank() == node.shape().rank())
                .max((a, b) -> Long.compare(a.shape().elements(), b.shape().elements()))
                .map(PlanStep::layout)
                .orElse(Layout.ROW_MAJOR);
      };
    }

    /** The layout in which the normalised axes come last. */
    private static Layout normLayout(Op.LayerNorm norm, Shape shape) {
      List<Integer> axes = norm.axes();
      if (axes.equals(List.of(1)) && shape.rank() > 2) {
        return Layout.CHANNELS_LAST;
      }
      for (int i = 0; i < axes.size(); i++) {
        if (axes.get(i) != shape.rank() - axes.size() + i) {
          throw new UnsupportedGraphException(
              "layer norm over axes %s of %s has no gradient here; expected [1] or the last axes"
                  .formatted(axes, shape));
        }
      }
      return Layout.ROW_MAJOR;
    }
  }
}
