package convspectrum.reports.claim;

import convspectrum.reports.explore.Studies;
import convspectrum.search.claim.ClaimDocument;
import convspectrum.search.claim.ClaimTimes;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import java.util.HashMap;
import java.util.Map;

/** Reports of studies with invented times. */
public final class ClaimReports {
  /** Three ratios, one open above, and a correlation, which is refuted. */
  static final String TEXT =
      """
      name: tiny
      about: A <tiny> study
      networks:
        a: {input: [1, 8, 4, 4], layers: [pointwise: {out: 8}]}
        b: {input: [1, 8, 4, 4], layers: [pointwise: {out: 16}]}
        c: {input: [1, 8, 4, 4], layers: [pointwise: {out: 24}]}
        d: {input: [1, 8, 4, 4], layers: [pointwise: {out: 32}]}
        e: {input: [1, 8, 4, 4], layers: [pointwise: {out: 40}]}
      groups: {all: [a, b, c, d, e]}
      claims:
        - claim: twice
          says: b takes <twice> as long as a
          value: time('b') / time('a')
          at-least: 1.5
          at-most: 3
          published: 2.2 times
          published-value: 2.2
          measured-on: another machine
          source: a paper, table 1
        - claim: slower
          says: c is slower than b
          value: time('c') / time('b')
          at-least: 1.02
          source: a paper
        - claim: equal
          says: e takes as long as d
          value: time('e') / time('d')
          at-least: 1.1
          at-most: 1.4
          source: a paper
        - claim: hardly
          says: MACs hardly tell the time
          value: spearman('time', 'macs', 'all')
          at-most: 0.5
          published-value: 0.06
          source: another paper
      """;

  private ClaimReports() {}

  /** Two runtimes whose times are as the MACs; the second cannot run c. */
  public static ClaimReport report() {
    ClaimDocument document = ClaimDocument.parse("study.yaml", TEXT);
    Designs designs = document.designs();
    Map<String, Double> times = new HashMap<>();
    for (ComparedDesign row : designs.rows()) {
      times.put(row.label(), row.cost().total().macs() / 100.0);
    }
    Map<String, Double> fewer = new HashMap<>(times);
    fewer.remove("c");
    Latencies latencies =
        Studies.latencies(
            Studies.run("onnxruntime", designs, times), Studies.run("vector", designs, fewer));
    return new ClaimReport(
        document, designs, ClaimTimes.of(latencies), Studies.MACHINE, "1.2.3", 7);
  }
}
