package convspectrum.search.work.cost;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.Totals;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Sweep;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.ThreadRunner;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SweptCostsTest {
  /** A choice in place that not every design reads, and blocks that do not fit every input. */
  private static final String CHOICES =
      """
      name: choices
      input: {channels: 8, height: 6, width: 6}
      parameters:
        kernel: [1, 3, 9]
        groups: [1, 2]
      layers:
        - conv: {out: 8, kernel: $kernel, padding: 0, groups: $groups}
      """;

  private static SweptCosts counted(Sweep sweep, String text) throws InterruptedException {
    SpacePart part = SpacePart.of(sweep, "a.yaml", text);
    return SweptCosts.of(sweep, part, CostOptions.DEFAULT, new ThreadRunner(2), StudyProgress.NONE);
  }

  @Test
  void costsAreThoseOfTheComparedDesigns() throws IOException, InterruptedException {
    String text = Files.readString(Path.of("../examples/four-stages.yaml"));
    Spec spec = Spec.parse("four-stages.yaml", text);
    Sweep all = Sweep.all(spec);
    Sweep sweep =
        new Sweep(
            spec,
            spec.design(Map.of("segments", "8")),
            List.of("between", "segments"),
            Optional.of(Shape.of(1, 1, 32, 32)));
    assertThat(all.parameters()).contains("between", "segments");
    SweptCosts costs = counted(sweep, text);
    List<ComparedDesign> expected =
        Designs.of(sweep, CostOptions.DEFAULT).rows().stream()
            .filter(row -> row.design().isPresent())
            .toList();
    assertThat(costs.rows()).hasSameSizeAs(expected).hasSizeGreaterThan(5);
    for (int i = 0; i < expected.size(); i++) {
      ComparedDesign row = expected.get(i);
      DesignCost.Counted cost = costs.rows().get(i).cost();
      assertThat(costs.rows().get(i).design()).isEqualTo(row.design().orElseThrow());
      assertThat(cost.macs()).isEqualTo(row.cost().total().macs());
      assertThat(cost.params()).isEqualTo(row.cost().total().params());
      assertThat(cost.bytes()).isEqualTo(row.cost().total().bytes());
      assertThat(cost.peakActivationBytes()).isEqualTo(row.cost().peakActivationBytes());
      assertThat(cost.liveMacs()).isEqualTo(Totals.live(row.graph()).macs());
    }
  }

  @Test
  void designsThatDoNotFitAreCountedApart() throws InterruptedException {
    SweptCosts costs = counted(Sweep.all(Spec.parse("a.yaml", CHOICES)), CHOICES);
    assertThat(costs.misfits()).isEqualTo(2);
    assertThat(costs.firstMisfit()).startsWith("kernel=9, groups=1: ");
    // 8 · 8 · 36 and half of it; 8 · 8 · 9 · 16 and half of it.
    assertThat(costs.rows())
        .extracting(row -> row.cost().macs())
        .containsExactly(2304L, 1152L, 9216L, 4608L);
  }

  /** 15,625 designs are more than a batch. */
  @Test
  void batchesTogetherAreAllRows() throws IOException, InterruptedException {
    String text = Files.readString(Path.of("../examples/nasbench201.yaml"));
    Sweep sweep = Sweep.all(Spec.parse("nasbench201.yaml", text));
    SpacePart part = SpacePart.of(sweep, "a.yaml", text);
    List<Integer> sizes = new ArrayList<>();
    List<Design> designs = new ArrayList<>();
    SweptCosts.inBatches(
        sweep,
        part,
        CostOptions.DEFAULT,
        new ThreadRunner(2),
        StudyProgress.NONE,
        batch -> {
          sizes.add(batch.rows().size());
          batch.rows().forEach(row -> designs.add(row.design()));
        });
    assertThat(sizes).hasSize(2).allMatch(size -> size <= 8_192);
    assertThat(designs).containsExactlyElementsOf(sweep.designs().toList());
  }

  @Test
  void aDesignHasTheNumberThatGivesIt() {
    Sweep sweep = Sweep.all(Spec.parse("a.yaml", CHOICES));
    assertThat(sweep.designs().map(sweep::number).map(Number::intValue))
        .containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(sweep.designs().map(sweep::number).map(sweep::design))
        .containsExactlyElementsOf(sweep.designs().toList());
    assertThat(SpacePart.of(sweep, "a.yaml", CHOICES).open().designs().map(Object::toString))
        .containsExactlyElementsOf(sweep.designs().map(Object::toString).toList());
  }
}
