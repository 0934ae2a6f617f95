package convspectrum.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The part of fuzzing that every build runs: the same inputs each time. */
final class FuzzTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "yaml, 3000, 5",
    "onnx, 9000, 5",
    "expression, 50000, 5",
    "journal, 400, 1", // what can be read of a damaged one is recovered
    "data, 4000, 5",
    "table, 5000, 5",
    "study, 3000, 5",
    "result, 2000, 5"
  })
  void noInputIsAnInternalError(String name, int inputs, int leastPercentRefused)
      throws IOException {
    FuzzTarget target =
        FuzzTarget.all(folder).stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(18);
    int refused = 0;
    for (int i = 0; i < inputs; i++) {
      byte[] input = target.input(random);
      refused += FuzzCheck.isRefused(target, input) ? 1 : 0;
    }
    // Mutants that are all refused, or all read, would not reach much.
    assertThat(refused).isBetween(inputs * leastPercentRefused / 100, inputs * 99 / 100);
  }
}
