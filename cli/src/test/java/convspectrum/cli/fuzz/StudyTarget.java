package convspectrum.cli.fuzz;

import convspectrum.search.claim.ClaimDocument;
import convspectrum.search.design.Designs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Studies: their claims, and the networks that these need, in groups. */
final class StudyTarget extends FileTarget {
  private static final TextMutator MUTATOR =
      new TextMutator(
          List.of(
              """
              name: small
              networks:
                a: {input: [1, 4, 4, 4], layers: [conv: {out: 4}]}
                b: {input: [1, 4, 4, 4], layers: [pointwise: {out: 4}]}
              claims:
                - claim: one
                  says: a is slower than b
                  value: time('a') / min(time('b'), 2 * density('a'))
                  at-least: 1.1
                  published-value: 78 / 53
                  source: here
              """,
              """
              networks:
                swept:
                  spec: {input: [1, 4, 4, 4], parameters: {w: [4, 8, 12], k: [1, 3]}, layers: [conv: {out: $w, kernel: $k}]}
                  set: {w: 8}
                  sweep: [w, k]
                c: {input: [1, 4, 4, 4], layers: [conv: {out: 5}]}
              groups: {all: [swept, c]}
              claims:
                - {claim: t, says: x, source: y, value: "spearman('time', 'macs', 'all')", at-most: 0.5}
                - {claim: u, says: x, source: y, value: "time('swept#w=4,k=3') - 1 if true else 2", at-least: 0}
              """));

  StudyTarget(Path folder) {
    super("study", folder.resolve("study.yaml"), MUTATOR);
  }

  @Override
  void read(Path input) throws IOException {
    ClaimDocument document = ClaimDocument.read(input);
    Designs designs = document.designs();
    if (designs.rows().size() != document.networks().size()) {
      throw new AssertionError("%s of %s networks".formatted(designs.rows(), document.networks()));
    }
  }
}
