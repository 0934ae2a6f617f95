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

  /** He et al., Deep residual learning, table 1, the column of 18 layers. */
  private static final String RESNET_18 =
      """
      name: resnet-18
      input: {channels: 3, height: 224, width: 224}
      defaults:
        conv: {bias: false, norm: batch}
      blocks:
        basic:
          parameters: [out, {stride: 1}]
          body:
            - residual:
                body:
                  - conv: {out: $out, stride: $stride, activation: relu}
                  - conv: {out: $out}
                shortcut:
                  - switch: $('equal' if in == out else 'wider')
                    cases:
                      equal: [identity]
                      wider: [conv: {out: $out, kernel: 1, stride: $stride}]
                activation: relu
      layers:
        - conv: {out: 64, kernel: 7, stride: 2, activation: relu}
        - pool: {kind: max, kernel: 3, stride: 2, padding: 1}
        - {use: basic, with: {out: 64}}
        - {use: basic, with: {out: 64}}
        - {use: basic, with: {out: 128, stride: 2}}
        - {use: basic, with: {out: 128}}
        - {use: basic, with: {out: 256, stride: 2}}
        - {use: basic, with: {out: 256}}
        - {use: basic, with: {out: 512, stride: 2}}
        - {use: basic, with: {out: 512}}
        - global-pool
        - flatten
        - {linear: 1000, as: classifier}
      """;

  /**
   * Networks of convolutions, sums, joins and pools on a small picture, with a thousand classes.
   */
  static List<Graph> deployed() {
    List<Graph> graphs = new ArrayList<>();
    for (String name : List.of("mobilenet-v2", "shufflenet-v1", "squeezenet-1.0")) {
      Spec spec = Zoo.spec(name);
      graphs.add(spec.graph(spec.design(Map.of()), Shape.of(1, 3, SMALL, SMALL)).named(name));
    }
    Spec spec = Spec.parse("resnet-18.yaml", RESNET_18);
    graphs.add(spec.graph(spec.design(Map.of()), Shape.of(1, 3, SMALL, SMALL)).named(spec.name()));
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
