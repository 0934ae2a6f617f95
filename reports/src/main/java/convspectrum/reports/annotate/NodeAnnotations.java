package convspectrum.reports.annotate;

import convspectrum.costmodel.DataType;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.NodeCost;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.formats.onnx.annotate.Annotations;
import convspectrum.reports.cost.CostTable;
import convspectrum.reports.measure.MachineTable;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.roofline.Ceiling;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a network costs and takes, as texts for each node of an ONNX file. Numbers are plain
 * decimals; the last word of a key is their unit, and a share is of 1. A step of a runtime may
 * compute several nodes: its time is with the one of most multiply-accumulates, and the others say
 * which one that is.
 */
public final class NodeAnnotations {
  /** The key of bytes in 8-bit integers, where a runtime was timed with these. */
  private static final String BYTES_INT8 = "bytes_int8";

  private final NetworkCost network;
  private final NodeOwners owners;
  private final Map<String, Node> byName = new HashMap<>();
  private final Map<Node, NodeCost> costs = new HashMap<>();
  private final Map<String, Map<String, String>> texts = new LinkedHashMap<>();

  private NodeAnnotations(NetworkCost network, NodeOwners owners) {
    this.network = network;
    this.owners = owners;
    for (NodeCost cost : network.nodes()) {
      byName.put(cost.node().name(), cost.node());
      costs.put(cost.node(), cost);
    }
  }

  /**
   * What is known of a network.
   *
   * @param times by runtime; none where nothing was measured
   * @param limits of the machine; none where they are not known
   * @param version of convspectrum
   */
  public static Annotations of(
      NetworkCost network,
      NodeOwners owners,
      List<LayerTimes> times,
      Machine machine,
      Optional<MachineLimits> limits,
      String version) {
    NodeAnnotations annotations = new NodeAnnotations(network, owners);
    annotations.counts(network, "bytes");
    boolean integers = times.stream().anyMatch(one -> one.conditions().type() == DataType.INT8);
    if (integers) {
      annotations.counts(network.in(DataType.INT8), BYTES_INT8);
    }
    Map<String, String> model = new LinkedHashMap<>();
    put(model, "version", version);
    put(model, "convention", CostTable.convention(network));
    put(model, "input", CostTable.inputs(network.graph()));
    put(model, "macs", Long.toString(network.total().macs()));
    put(model, "bytes", Long.toString(network.total().bytes()));
    if (integers) {
      put(model, BYTES_INT8, Long.toString(network.in(DataType.INT8).total().bytes()));
    }
    if (!times.isEmpty()) {
      put(model, "machine", MachineTable.summary(machine));
    }
    for (LayerTimes one : times) {
      annotations.times(one, limits.map(Ceiling::new));
      annotations.whole(one, model);
    }
    return new Annotations(model, annotations.texts, owners.others());
  }

  private static void put(Map<String, String> texts, String key, String text) {
    texts.put(Annotations.PREFIX + key, text);
  }

  private static void put(Map<String, String> texts, String key, double value) {
    if (Double.isFinite(value)) {
      put(texts, key, String.format(Locale.ROOT, "%.6f", value));
    }
  }

  private void counts(NetworkCost network, String bytes) {
    Map<String, long[]> sums = new LinkedHashMap<>();
    for (NodeCost cost : network.nodes()) {
      if (!(cost.node().op() instanceof Op.Input) && !(cost.node().op() instanceof Op.Constant)) {
        long[] sum = sums.computeIfAbsent(owner(cost.node()), _ -> new long[2]);
        sum[0] += cost.cost().macs();
        sum[1] += cost.cost().bytes();
      }
    }
    sums.forEach((owner, sum) -> {
      Map<String, String> its = texts.computeIfAbsent(owner, _ -> new LinkedHashMap<>());
      put(its, "macs", Long.toString(sum[0]));
      put(its, bytes, Long.toString(sum[1]));
    });
  }

  private String owner(Node node) {
    return owners.owner().apply(node);
  }

  private void whole(LayerTimes times, Map<String, String> model) {
    Conditions conditions = times.conditions();
    String runtime = conditions.runtime() + ".";
    put(model, runtime + "version", conditions.runtimeVersion());
    put(model, runtime + "threads", Integer.toString(conditions.threads()));
    put(model, runtime + "date", conditions.date().toString());
    put(model, runtime + "pass_ms", times.passMs());
    put(model, runtime + "steps_ms", times.sumMs());
    put(
        model,
        runtime + "inserted_steps_ms",
        times.layers().stream()
            .filter(layer -> main(layer).isEmpty())
            .mapToDouble(LayerTime::ms)
            .sum());
  }

  /** The node of most multiply-accumulates, else the first; none of a step that was inserted. */
  private Optional<Node> main(LayerTime layer) {
    Node main = null;
    for (Node node : nodes(layer)) {
      if (main == null || macs(node) > macs(main)) {
        main = node;
      }
    }
    return Optional.ofNullable(main);
  }

  private List<Node> nodes(LayerTime layer) {
    return layer.nodes().stream().map(byName::get).filter(Objects::nonNull).toList();
  }

  private long macs(Node node) {
    return Objects.requireNonNull(costs.get(node)).cost().macs();
  }

  private void times(LayerTimes times, Optional<Ceiling> ceiling) {
    String runtime = times.conditions().runtime() + ".";
    Map<String, List<LayerTime>> steps = new LinkedHashMap<>();
    Map<String, String> fused = new LinkedHashMap<>();
    for (LayerTime layer : times.layers()) {
      main(layer)
          .ifPresent(main -> {
            steps.computeIfAbsent(owner(main), _ -> new ArrayList<>()).add(layer);
            nodes(layer).forEach(node -> fused.putIfAbsent(owner(node), owner(main)));
          });
    }
    texts.forEach((owner, its) -> {
      List<LayerTime> own = steps.get(owner);
      if (own != null) {
        step(times, own, ceiling, runtime, its);
      } else if (fused.containsKey(owner)) {
        put(its, runtime + "fused_into", Objects.requireNonNull(fused.get(owner)));
      } else {
        put(its, runtime + "note", "the runtime has no step for it");
      }
    });
  }

  private void step(
      LayerTimes times,
      List<LayerTime> steps,
      Optional<Ceiling> ceiling,
      String runtime,
      Map<String, String> its) {
    double ms = steps.stream().mapToDouble(LayerTime::ms).sum();
    put(its, runtime + "time_ms", ms);
    put(its, runtime + "share", ms / times.sumMs());
    put(
        its,
        runtime + "roof_share",
        ceiling
            .map(known ->
                steps.size() == 1
                    ? known.roofShare(steps.getFirst(), times.conditions())
                    : known.roofShare(steps, times.conditions()))
            .orElse(Double.NaN));
    String kernels =
        steps.stream()
            .map(LayerTime::kernel)
            .filter(kernel -> !kernel.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!kernels.isEmpty()) {
      put(its, runtime + "kernel", kernels);
    }
    if (steps.size() == 1) {
      if (!steps.getFirst().lanes().isEmpty()) {
        put(its, runtime + "lanes", steps.getFirst().lanes());
      }
      put(its, runtime + "wasted_share", steps.getFirst().wastedShare());
    }
    put(its, runtime + "step_macs", sum(steps, false));
    put(its, runtime + "step_bytes", sum(steps, true));
  }

  private static String sum(List<LayerTime> steps, boolean bytes) {
    return Long.toString(
        steps.stream().mapToLong(step -> bytes ? step.cost().bytes() : step.cost().macs()).sum());
  }
}
