package convspectrum.search.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.statistics.Interval;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.spec.fault.SpecException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClaimDocumentTest {
  private static final String TEXT =
      """
      networks:
        wide: {input: [1, 8, 4, 4], layers: [conv: {out: 8}]}
        thin: {input: [1, 8, 4, 4], layers: [pointwise: {out: 8}]}
        swept:
          spec:
            input: [1, 8, 4, 4]
            parameters: {width: [8, 16, 32], kernel: [1, 3]}
            layers: [conv: {out: $width, kernel: $kernel}]
          sweep: [width, kernel]
      groups:
        all: [wide, thin, swept]
      claims:
        - claim: one
          says: wide is slower
          source: nowhere
          value: VALUE
          at-least: 1.1
          at-most: 2
      """;
  private static final String RATIO = "time('wide') / time('thin')";

  private static ClaimDocument document(String value) {
    return ClaimDocument.parse("study.yaml", TEXT.replace("VALUE", value));
  }

  private static Judgement judged(Claim claim, double low, double high) {
    return claim.judge(Optional.of(new Interval(low, high)));
  }

  @Test
  void aVerdictNeedsTheWholeInterval() {
    Claim claim = document(RATIO).claims().getFirst();
    assertThat(judged(claim, 1.2, 1.3)).isEqualTo(Judgement.REPRODUCED);
    assertThat(judged(claim, 0.9, 1.05)).isEqualTo(Judgement.REFUTED);
    assertThat(judged(claim, 2.1, 2.2)).isEqualTo(Judgement.REFUTED);
    assertThat(judged(claim, 1.05, 1.2)).isEqualTo(Judgement.UNDECIDED);
    assertThat(judged(claim, 1.9, 2.1)).isEqualTo(Judgement.UNDECIDED);
    assertThat(claim.judge(Optional.empty())).isEqualTo(Judgement.UNDECIDED);
  }

  /** A band may be open below, and a correlation may be negative. */
  @Test
  void aBandMayHaveOneEnd() {
    Claim claim =
        ClaimDocument.parse(
                "study.yaml",
                TEXT.replace("VALUE", RATIO)
                    .replace("at-least: 1.1\n    at-most: 2", "at-most: -0.5"))
            .claims()
            .getFirst();
    assertThat(judged(claim, -0.9, -0.6)).isEqualTo(Judgement.REPRODUCED);
    assertThat(judged(claim, -0.6, -0.4)).isEqualTo(Judgement.UNDECIDED);
    assertThat(judged(claim, 0.1, 0.2)).isEqualTo(Judgement.REFUTED);
  }

  /** Only what a claim needs is measured; a name may denote many networks. */
  @Test
  void namesDenoteNetworksSweepsAndGroups() {
    assertThat(document(RATIO).networks()).containsOnlyKeys("wide", "thin");
    ClaimDocument swept = document("spearman('time', 'macs', 'swept')");
    assertThat(swept.networks())
        .containsOnlyKeys(
            "swept#width=8,kernel=1",
            "swept#width=8,kernel=3",
            "swept#width=16,kernel=1",
            "swept#width=16,kernel=3",
            "swept#width=32,kernel=1",
            "swept#width=32,kernel=3");
    assertThat(document("kendall('time', 'params', 'all')").networks()).hasSize(8);
    assertThat(document("time('swept#width=8,kernel=3') / time('thin')").networks())
        .containsOnlyKeys("thin", "swept#width=8,kernel=3");
  }

  /** 1x1: 8 * 8 * 16 = 1,024; 3x3: 9,216. Elements that the convolution writes: 8 * 16 = 128. */
  @Test
  void figuresAreThoseOfTheNetworks() {
    ComparedDesign wide = document(RATIO).designs().rows().getFirst();
    assertThat(wide.label()).isEqualTo("wide");
    assertThat(NetworkFigure.TIME.of(wide, 3)).isEqualTo(3);
    assertThat(NetworkFigure.MACS.of(wide, 3)).isEqualTo(9216);
    assertThat(NetworkFigure.FLOPS.of(wide, 3)).isEqualTo(18432);
    assertThat(NetworkFigure.DENSITY.of(wide, 3)).isEqualTo(9216 / 3e-3);
    assertThat(NetworkFigure.ACTIVATIONS.of(wide, 3)).isEqualTo(128);
    assertThat(NetworkFigure.PARAMS.of(wide, 3))
        .isEqualTo(wide.cost().total().params())
        .isPositive();
    assertThat(NetworkFigure.BYTES.of(wide, 3)).isEqualTo(wide.cost().total().bytes());
    assertThat(NetworkFigure.PEAK_MEMORY.of(wide, 3)).isEqualTo(2 * 128 * 4);
    assertThat(NetworkFigure.words(NetworkFigure.TIMED))
        .containsExactly(
            "time", "density", "macs", "flops", "params", "bytes", "peak_memory", "activations");
    assertThatThrownBy(() -> document("accuracy('wide')"))
        .hasMessageContaining("found 'accuracy', which this study does not measure");
  }

  /** Claims that share a network are in one group; large groups come first, then little work. */
  @Test
  void whatIsComparedIsInOneGroup() {
    String text =
        """
        networks:
          a: {input: [1, 8, 8, 8], layers: [conv: {out: 8}]}
          b: {input: [1, 8, 8, 8], layers: [conv: {out: 9}]}
          c: {input: [1, 8, 8, 8], layers: [conv: {out: 10}]}
          same: {input: [1, 8, 8, 8], layers: [conv: {out: 10}]}
          d: {input: [1, 8, 8, 8], layers: [conv: {out: 11}]}
          e: {input: [1, 8, 8, 8], layers: [pointwise: {out: 8}]}
          f: {input: [1, 8, 8, 8], layers: [pointwise: {out: 9}]}
        claims:
          - {claim: one, says: x, source: y, value: time('b') / time('a'), at-least: 1}
          - {claim: two, says: x, source: y, value: time('d') / time('c'), at-least: 1}
          - {claim: three, says: x, source: y, value: time('a') / time('same'), at-least: 1}
          - {claim: four, says: x, source: y, value: time('f') / time('e'), at-least: 1}
        """;
    Designs designs = ClaimDocument.parse("study.yaml", text).designs();
    assertThat(designs.rows())
        .extracting(ComparedDesign::label)
        .containsExactly("a", "b", "c", "same", "d", "e", "f");
    assertThat(designs.baselines()).containsExactly("a", "a", "a", "a", "a", "e", "e");
    Designs fewer = ClaimDocument.parse("study.yaml", text).only(List.of("one", "two")).designs();
    assertThat(fewer.rows()).extracting(ComparedDesign::label).containsExactly("a", "b", "c", "d");
    assertThat(fewer.baselines()).containsExactly("a", "a", "c", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          time('wide') / time('thn')              | 16:32: claims[0].value: found no network 'thn'; did you mean 'thin'?
          time('wide') / tim('thin')              | 16:27: claims[0].value: there is no function 'tim'; did you mean 'time'?
          time('wide') / time(thin)               | 16:32: claims[0].value: 'thin' is not defined; expected a function, or a name in quotes, such as time('thin')
          time('wide') /                          | 16:26: claims[0].value: the formula ends too early; expected a number, name or '('
          time('wide', 'thin')                    | 16:12: claims[0].value: 'time' got 2 arguments; expected time('NETWORK')
          time('swept')                           | 16:17: claims[0].value: 'swept' denotes 6 networks; expected one of them:
          time(1)                                 | 16:17: claims[0].value: found no text in 'time'; expected names in quotes
          time('wide') > time('thin')             | 16:12: claims[0].value: found a condition; expected a number; at-least and at-most are its band
          time('wide') + 'thin'                   | 16:25: claims[0].value: '+' got the text 'thin'; expected a number
          2 + 3                                   | 16:12: claims[0].value: found no network in the formula; expected one at least, such as time('wide')
          spearman('time', 'wide', 'thin')        | found no figure 'wide'
          spearman('time', 'mac', 'all')          | 16:29: claims[0].value: found no figure 'mac'; did you mean 'macs'?
          spearman('time', 'macs', 'wide', 'thin')| 16:12: claims[0].value: 'spearman' got 2 networks; expected 5 or more
          spearman('time', 'all')                 | 16:12: claims[0].value: 'spearman' got 2 arguments; expected spearman('FIGURE', 'FIGURE', 'NETWORKS', …)
          time('wide') / 0                        | 16:25: claims[0].value:
          """)
  void faultyFormulasAreRefusedWithTheirPlaces(String value, String message) {
    assertThatThrownBy(() -> document(value))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  @Test
  void faultsAreNamedWithTheirPlacesAllAtOnce() {
    String wrong =
        TEXT.replace("VALUE", RATIO)
            .replace("at-least: 1.1", "at-least: 3")
            .replace("thin, swept]", "thn, swept]")
            .replace("sweep: [width, kernel]", "sweep: [widht]")
            .replace("out: 8}]}\n  thin", "out: 8, kernl: 3}]}\n  thin");
    assertThatThrownBy(() -> ClaimDocument.parse("study.yaml", wrong))
        .hasMessageContaining("study.yaml:2:")
        .hasMessageContaining("kernl")
        .hasMessageContaining(
            "study.yaml:9:13: networks.swept.sweep[0]: found no parameter 'widht'; did you mean"
                + " 'width'?")
        .hasMessageContaining(
            "study.yaml:11:15: groups.all[1]: found no network 'thn'; did you mean 'thin'?")
        .hasMessageContaining(
            "claims[0].at-least: found a band from 3.0 to 2.0; expected at-least below at-most");
    assertFault("at-most: 2", "at-mst: 2", "unknown field 'at-mst'; did you mean 'at-most'?");
    assertFault(
        "at-least: 1.1\n    at-most: 2", "published: x", "found no band; expected at-least,");
    assertFault("at-least: 1.1", "at-least: high", "'high' is not defined; expected a number, or");
    assertFault("at-least: 1.1", "at-least: [1]", "found a list; expected a number");
    assertFault("claim: one", "claim: ''", "claims[0].claim: found nothing; expected a text");
    assertFault("value: " + RATIO, "value: [1]", "claims[0].value: found no formula; expected one");
    assertFault(
        "at-most: 2",
        "at-most: 2\n  - {claim: one, says: x, source: y, value: time('wide'), at-least: 1}",
        "claims[1].claim: found a second claim 'one'; expected another name");
    assertFault("all: [", "wide: [", "groups.wide: found a network of the same name; expected");
    assertFault(
        "all: [wide, thin, swept]", "a: [b]\n  b: [a]", "groups.b[0]: found no network 'a'");
    assertFault("[8, 16, 32]", "{range: [1, 100]}", "found 200 designs; expected at most 100");
    assertFault("thin: {", "thin: {zoo: nowhere, ", "nowhere");
    assertThatThrownBy(() -> ClaimDocument.parse("study.yaml", "claims: []"))
        .hasMessageContaining("found no networks");
    assertThatThrownBy(() -> ClaimDocument.parse("study.yaml", "networks: {}"))
        .hasMessageContaining("networks: found no networks; expected a mapping of names to specs");
    assertThatThrownBy(
            () -> ClaimDocument.parse("study.yaml", TEXT.substring(0, TEXT.indexOf("claims"))))
        .hasMessageContaining("claims: found no claims; expected a list of them");
    assertThatThrownBy(() -> ClaimDocument.named("publised"))
        .hasMessageContaining(
            "publised: there is no study of this name; did you mean 'published'?");
  }

  private static void assertFault(String right, String wrong, String message) {
    String text = TEXT.replace("VALUE", RATIO);
    assertThat(text).contains(right);
    assertThatThrownBy(() -> ClaimDocument.parse("study.yaml", text.replace(right, wrong)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPublishedValueMayBeArithmetic() {
    String text = TEXT.replace("VALUE", RATIO);
    assertThat(ClaimDocument.parse("study.yaml", text).claims().getFirst().publishedValue())
        .isEmpty();
    String with = text.replace("at-most: 2", "at-most: 5 / 2\n    published-value: 78 / 52");
    Claim claim = ClaimDocument.parse("study.yaml", with).claims().getFirst();
    assertThat(claim.publishedValue()).hasValue(1.5);
    assertThat(claim.atMost()).isEqualTo(2.5);
  }

  /** What is compared at equal work has it, within 6 %. */
  @Test
  void thePublishedClaimsCompareWhatTheySay() {
    ClaimDocument document = ClaimDocument.named("published");
    assertThat(document.claims())
        .extracting(Claim::id)
        .contains(
            "xception-slower",
            "resnext-slower",
            "regnet-activations",
            "mobileone-flops",
            "mobileone-params",
            "g1-equal-channels",
            "g2-groups",
            "g3-fragments",
            "g4-relu",
            "g4-shortcut",
            "fused-early",
            "fused-late",
            "repvgg-density",
            "partial-density");
    Designs designs = document.designs();
    int equal = 0;
    for (Claim claim : document.claims()) {
      if (claim.says().startsWith("At equal multiply-accumulates")) {
        List<Long> macs =
            designs.rows().stream()
                .filter(row -> claim.value().labels().contains(row.label()))
                .map(row -> row.cost().total().macs())
                .toList();
        double most = macs.stream().mapToLong(Long::longValue).max().orElseThrow();
        double least = macs.stream().mapToLong(Long::longValue).min().orElseThrow();
        assertThat(most / least).as(claim.id()).isBetween(1.0, 1.06);
        equal++;
      }
      assertThat(claim.measuredOn()).isNotBlank();
      assertThat(claim.published()).isNotBlank();
      assertThat(claim.source()).startsWith("arXiv ");
      claim
          .publishedValue()
          .ifPresent(
              value -> assertThat(value).as(claim.id()).isBetween(claim.atLeast(), claim.atMost()));
    }
    assertThat(equal).isEqualTo(5);
    assertThat(designs.baselines().stream().distinct().count()).isEqualTo(12);
  }
}
