package convspectrum.search.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.CostOptions;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClaimDocumentTest {
  private static final String TEXT =
      """
      networks:
        wide: {input: [1, 8, 4, 4], layers: [conv: {out: 8}]}
        thin: {input: [1, 8, 4, 4], layers: [pointwise: {out: 8}]}
      claims:
        - {claim: one, says: wide is slower, source: nowhere, above: wide, below: thin, at-least: 1.1, at-most: 2}
      """;

  private static Judgement judged(Claim claim, double low, double high) {
    return claim.judge(Optional.of(new Interval(low, high)));
  }

  @Test
  void aVerdictNeedsTheWholeInterval() {
    Claim claim = ClaimDocument.parse("study.yaml", TEXT).claims().getFirst();
    assertThat(judged(claim, 1.2, 1.3)).isEqualTo(Judgement.REPRODUCED);
    assertThat(judged(claim, 0.9, 1.05)).isEqualTo(Judgement.REFUTED);
    assertThat(judged(claim, 2.1, 2.2)).isEqualTo(Judgement.REFUTED);
    assertThat(judged(claim, 1.05, 1.2)).isEqualTo(Judgement.UNDECIDED);
    assertThat(judged(claim, 1.9, 2.1)).isEqualTo(Judgement.UNDECIDED);
    assertThat(claim.judge(Optional.empty())).isEqualTo(Judgement.UNDECIDED);
  }

  /** Nine times the multiply-accumulates in three times the time are three times the density. */
  @Test
  void densityIsWorkPerTime() {
    ClaimDocument document =
        ClaimDocument.parse("study.yaml", TEXT.replace("at-least", "figure: density, at-least"));
    List<ComparedDesign> rows =
        Designs.ofNetworks(List.copyOf(document.networks().values()), CostOptions.DEFAULT).rows();
    Estimate ratio =
        document
            .claims()
            .getFirst()
            .ratio(Estimate.of(3, new Interval(2.25, 4.5)), rows.get(0), rows.get(1));
    assertThat(ratio.value()).isEqualTo(3);
    assertThat(ratio.low()).isEqualTo(2);
    assertThat(ratio.high()).isEqualTo(4);
  }

  @Test
  void faultsAreNamedWithTheirPlaces() {
    String wrong =
        TEXT.replace("below: thin", "below: thn")
            .replace("at-most: 2", "at-mst: 2")
            .replace("out: 8}]}\n  thin", "out: 8, kernl: 3}]}\n  thin");
    assertThatThrownBy(() -> ClaimDocument.parse("study.yaml", wrong))
        .hasMessageContaining("study.yaml:2:")
        .hasMessageContaining("kernl")
        .hasMessageContaining("claims[0].below: found no network 'thn'; did you mean 'thin'?")
        .hasMessageContaining("unknown field 'at-mst'; did you mean 'at-most'?");
    assertThatThrownBy(() -> ClaimDocument.parse("study.yaml", "claims: []"))
        .hasMessageContaining("found no networks");
    assertThatThrownBy(() -> ClaimDocument.named("publised"))
        .hasMessageContaining(
            "publised: there is no study of this name; did you mean 'published'?");
  }

  /** Pairs that are compared at equal work have it, within 6 %. */
  @Test
  void thePublishedClaimsCompareWhatTheySay() {
    ClaimDocument document = ClaimDocument.named("published");
    assertThat(document.claims()).hasSizeGreaterThanOrEqualTo(10);
    List<ComparedDesign> rows =
        Designs.ofNetworks(List.copyOf(document.networks().values()), CostOptions.DEFAULT).rows();
    int equal = 0;
    for (Claim claim : document.claims()) {
      if (claim.says().startsWith("At equal multiply-accumulates")) {
        assertThat(macs(rows, claim.above()) / macs(rows, claim.below()))
            .as(claim.id())
            .isBetween(0.94, 1.06);
        equal++;
      }
      assertThat(claim.measuredOn()).isNotBlank();
      assertThat(claim.published()).isNotBlank();
    }
    assertThat(equal).isEqualTo(3);
  }

  private static double macs(List<ComparedDesign> rows, String name) {
    return rows.stream()
        .filter(row -> row.label().equals(name))
        .findFirst()
        .orElseThrow()
        .cost()
        .total()
        .macs();
  }
}
