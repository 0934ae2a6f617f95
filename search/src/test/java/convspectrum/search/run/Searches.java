package convspectrum.search.run;

import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.strategy.Strategies;
import convspectrum.spec.Spec;
import java.util.List;
import java.util.Optional;

/** Small searches that tests run. */
final class Searches {
  /** 4 · 4 · 3 · 3 designs; where both are skipped the widths are read all the same. */
  static final String SPACE =
      """
      name: small
      input: {channels: 16, height: 8, width: 8}
      parameters:
        a: [1, 2, 4, 8]
        b: [1, 2, 4, 8]
        kernel: [1, 3, 5]
        out: [16, 32, 48]
      layers:
        - segmented: {out: $out, kernel: $kernel, segments: $a}
        - segmented: {out: $out, kernel: 3, segments: $b}
      """;

  private Searches() {}

  static SearchPlan plan(
      Figure score, String strategy, long seed, long budget, List<String> constraints) {
    FigureCatalog catalog = new FigureCatalog(List.of(score), name -> Optional.empty(), List.of());
    return new SearchPlan(
        Sweep.all(Spec.parse("small.yaml", SPACE)),
        List.of(catalog.objective("score"), catalog.objective("macs")),
        constraints.stream().flatMap(text -> catalog.constraints(text).stream()).toList(),
        Optional.empty(),
        Strategies.named(strategy),
        seed,
        budget);
  }

  /** All that a result says. */
  static String text(SearchResult result) {
    StringBuilder text = new StringBuilder();
    for (FoundDesign found : result.designs()) {
      text.append(found.number())
          .append(' ')
          .append(found.design())
          .append(' ')
          .append(found.figure("score"))
          .append(' ')
          .append(found.figure("macs"))
          .append('\n');
    }
    return text.append(result.front()).append(' ').append(result.shared()).append('\n').toString();
  }
}
