package convspectrum.executor;

import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.zoo.Zoo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every network of the zoo in every variant, on a small input and with ten classes. */
final class ZooGraphs {
  /** Some kernels and pools without padding leave nothing of a smaller input. */
  private static final Map<String, Integer> SMALLEST =
      Map.of(
          "alexnet", 67,
          "inception-resnet-v2", 75,
          "inception-v1", 47,
          "inception-v3", 75,
          "inception-v3-first", 75,
          "nin", 55);

  private static final int SMALL = 40;

  private ZooGraphs() {}

  static List<Graph> all() {
    List<Graph> graphs = new ArrayList<>();
    for (String name : Zoo.names()) {
      Spec spec = Zoo.spec(name);
      List<String> variants =
          spec.space().contains("variant") ? List.of("torch", "keras") : List.of("");
      for (String variant : variants) {
        graphs.add(graph(spec, variant).named((name + " " + variant).strip()));
      }
    }
    return graphs;
  }

  private static Graph graph(Spec spec, String variant) {
    int size = SMALLEST.getOrDefault(spec.name(), SMALL);
    Map<String, String> settings = new HashMap<>();
    if (spec.space().contains("classes")) {
      settings.put("classes", "10");
    }
    if (!variant.isEmpty()) {
      settings.put("variant", variant);
    }
    return spec.graph(spec.design(settings), Shape.of(1, 3, size, size));
  }
}
