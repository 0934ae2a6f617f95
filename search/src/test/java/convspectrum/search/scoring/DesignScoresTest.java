package convspectrum.search.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.CostOptions;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Sweep;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.Score;
import convspectrum.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DesignScoresTest {
  private static final String SPACE =
      """
      name: tiny
      input: {channels: 3, height: 6, width: 6}
      parameters:
        width: [4, 6, 8]
      layers:
        - conv: {out: $width, kernel: 3, norm: batch, activation: relu}
        - global-pool
        - flatten
        - linear: 4
      """;

  private static Sweep sweep(String text) {
    Spec spec = Spec.parse("tiny.yaml", text);
    return new Sweep(spec, spec.defaults(), List.of("width"), Optional.empty());
  }

  @Test
  void theRankSumIsThatOfItsTermsWithinTheSpace() {
    Sweep space = sweep(SPACE);
    Designs designs = Designs.of(space, CostOptions.DEFAULT);
    List<String> names = new ArrayList<>(RankSum.DEFAULT_TERMS);
    names.add(ProxyFigures.DEFAULT);
    List<Integer> steps = new ArrayList<>();
    DesignScores scores =
        DesignScores.of(
            designs, space, names, Optional.empty(), 1, (done, total) -> steps.add(total - done));
    // A space of three designs is its own sample.
    assertThat(steps).containsExactly(5, 4, 3, 2, 1, 0);
    List<List<Score>> terms =
        designs.rows().stream()
            .map(row ->
                RankSum.DEFAULT_TERMS.stream().map(t -> scores.score(row.label(), t)).toList())
            .toList();
    RankSum sum = new RankSum(RankSum.defaultTerms(), terms);
    for (int i = 0; i < 3; i++) {
      assertThat(scores.score(designs.rows().get(i).label(), ProxyFigures.DEFAULT))
          .isEqualTo(sum.score(terms.get(i)));
    }
    assertThat(scores.conditions())
        .isEqualTo(
            "batch 32 of random images of a 1/f spectrum, float32, seed 1; ranks within 3 designs");
    assertThat(scores.missing()).isEmpty();
    assertThatThrownBy(() ->
            DesignScores.of(designs, List.of("proxy"), Optional.empty(), 1, (done, total) -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anInterruptionLeavesTheScoresUntilThen() {
    Sweep space = sweep(SPACE);
    Designs designs = Designs.of(space, CostOptions.DEFAULT);
    DesignScores scores =
        DesignScores.of(
            designs,
            List.of("naswot"),
            Optional.empty(),
            1,
            (done, total) -> {
              if (done == 1) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(scores.score("width=4", "naswot").number()).isPresent();
    assertThat(scores.missing())
        .containsExactly(
            "naswot: undefined for width=6 and 1 more: interrupted before it was scored.");
    // Ranks within a part of the sample are no ranks within the space.
    DesignScores ranked =
        DesignScores.of(
            designs,
            space,
            List.of(ProxyFigures.DEFAULT),
            Optional.empty(),
            1,
            (done, total) -> {
              if (done == 2) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ranked.missing())
        .containsExactly(
            "proxy: undefined for width=4 and 2 more: interrupted before it was scored.");
  }

  @Test
  void whatIsMissingIsSaidWithItsReason() {
    Sweep space = sweep(SPACE.replace(", activation: relu", ""));
    DesignScores scores =
        DesignScores.of(
            Designs.of(space, CostOptions.DEFAULT),
            List.of("naswot", "l2_norm"),
            Optional.empty(),
            1,
            (done, total) -> {});
    assertThat(scores.missing())
        .containsExactly("naswot: undefined for width=4 and 2 more: the network has no ReLU.");
  }

  @Test
  void whatOverflowsKeepsItsOtherScores() {
    Sweep space =
        sweep(
            SPACE.replace(
                "  - global-pool",
                "  - repeat: {times: 40, body: [scale: {factor: 1e12}]}\n  - global-pool"));
    DesignScores scores =
        DesignScores.of(
            Designs.of(space, CostOptions.DEFAULT),
            List.of("l2_norm", "grad_norm"),
            Optional.empty(),
            1,
            (done, total) -> {});
    assertThat(scores.score("width=4", "l2_norm").number()).isPresent();
    assertThat(scores.missing())
        .isNotEmpty()
        .allMatch(text -> text.startsWith("grad_norm: undefined for width="))
        .allMatch(text -> text.contains("overflow"));
    assertThat(DesignScores.names(true)).hasSize(1 + AccuracyProxies.all().size());
  }
}
