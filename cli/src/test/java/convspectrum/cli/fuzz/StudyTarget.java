package convspectrum.cli.fuzz;

import convspectrum.search.claim.ClaimDocument;
import convspectrum.search.design.Designs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/** Studies: their claims, and the networks that these need, in groups. */
final class StudyTarget implements FuzzTarget {
  private final TextMutator mutator =
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
  private final Path file;

  StudyTarget(Path folder) {
    this.file = folder.resolve("study.yaml");
  }

  @Override
  public String name() {
    return "study";
  }

  @Override
  public byte[] input(RandomGenerator random) {
    return mutator.input(random);
  }

  @Override
  public void read(byte[] input) throws IOException {
    Files.write(file, input);
    ClaimDocument document = ClaimDocument.read(file);
    Designs designs = document.designs();
    if (designs.rows().size() != document.networks().size()) {
      throw new AssertionError("%s of %s networks".formatted(designs.rows(), document.networks()));
    }
  }
}
