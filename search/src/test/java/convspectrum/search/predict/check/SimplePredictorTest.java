package convspectrum.search.predict.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.costmodel.Totals;
import convspectrum.executor.runtime.RuntimeStep.Work;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimplePredictorTest {
  private static final Spec SPEC =
      Spec.parse(
          "small.yaml",
          """
          name: small
          input: {channels: 16, height: 8, width: 8}
          parameters:
            width: [16, 32, 48, 64]
            groups: [1, 2, 4, 8]
            kernel: [1, 3, 5]
          layers:
            - conv: {out: $width, kernel: $kernel, groups: $groups}
          """);

  @Test
  void theLineFindsTimesThatAreALineOnMacs() {
    List<TimedNetwork> examples = examples((graph, _) -> 0.5 + 2e-6 * Totals.of(graph).macs());

    MacsLine line = MacsLine.of(examples);

    assertThat(line.line().intercept()).isEqualTo(0.5, within(1e-9));
    assertThat(line.line().slope()).isEqualTo(2e-6, within(1e-15));
    assertThat(line.milliseconds(examples.getFirst().graph(), List.of()))
        .isEqualTo(examples.getFirst().milliseconds(), within(1e-9));
  }

  /** Half of these steps are bound by bytes, at 4 MACs a byte; no line on MACs has their times. */
  @Test
  void theRooflineFindsPeakAndBandwidth() {
    List<TimedNetwork> examples = new ArrayList<>();
    Graph graph = SPEC.graph(SPEC.defaults());
    for (int macs = 1; macs <= 4; macs++) {
      for (int bytes = 1; bytes <= 4; bytes++) {
        Work step = new Work(4000L * macs, 4000L * macs, 600L * bytes, 400L * bytes);
        examples.add(
            new TimedNetwork(
                graph, List.of(step), 0.1 + 1e-4 * Math.max(4000 * macs, 4 * 1000 * bytes)));
      }
    }

    StepRoofline roofline = StepRoofline.of(examples);

    assertThat(roofline.ridge()).isEqualTo(4.0);
    assertThat(roofline.line().intercept()).isEqualTo(0.1, within(1e-9));
    for (TimedNetwork one : examples) {
      assertThat(roofline.milliseconds(graph, one.steps()))
          .isEqualTo(one.milliseconds(), within(1e-9));
    }
  }

  @Test
  void theForestLearnsTimesFromFeatures() {
    List<TimedNetwork> examples = examples((graph, _) -> Math.sqrt(1 + Totals.of(graph).params()));

    BlindForest forest = BlindForest.of(examples, 1);

    double worst = 0;
    for (TimedNetwork one : examples) {
      worst =
          Math.max(
              worst,
              Math.abs(forest.milliseconds(one.graph(), one.steps()) / one.milliseconds() - 1));
    }
    assertThat(worst).isLessThan(0.35);
    assertThat(BlindForest.of(examples, 1).milliseconds(examples.getLast().graph(), List.of()))
        .isEqualTo(forest.milliseconds(examples.getLast().graph(), List.of()));
  }

  /** Kinds are told apart by kernel and stride alone. */
  @Test
  void featuresDoNotNameGroups() {
    assertThat(BlindFeatures.of(SPEC.graph(SPEC.design(Map.of("groups", "8")))).keySet())
        .isEqualTo(BlindFeatures.of(SPEC.graph(SPEC.design(Map.of("groups", "1")))).keySet())
        .noneMatch(name -> name.contains("group"));
    assertThat(BlindFeatures.of(SPEC.graph(SPEC.design(Map.of("kernel", "3")))))
        .containsEntry("Conv 3x3/1x1 count", 1.0)
        .containsEntry("Conv 3x3/1x1 in", 16.0)
        .containsEntry("Conv 3x3/1x1 out", 16.0);
  }

  /** Time of a network. */
  private interface Truth {
    double of(Graph graph, List<Work> steps);
  }

  private static List<TimedNetwork> examples(Truth truth) {
    return SPEC.designs(SPEC.defaults(), SPEC.space().varied())
        .map(SPEC::graph)
        .map(graph -> new TimedNetwork(graph, List.of(), truth.of(graph, List.of())))
        .toList();
  }
}
