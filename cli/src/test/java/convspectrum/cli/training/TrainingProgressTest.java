package convspectrum.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.run.SpaceSearch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrainingProgressTest {
  /**
   * Steps bring the end of a rung nearer; of evaluated designs there is none more until it ends.
   */
  @Test
  void stepsAreShownBehindWhatWasReportedLast() {
    List<String> shown = new ArrayList<>();
    TrainingProgress progress =
        new TrainingProgress()
            .on((task, done, total, note) ->
                shown.add("%s %d of %d: %s".formatted(task, done, total, note)));
    progress.step(1, 10, 2.3);
    progress.report("halving", 20, 100, "trained@1, 2 of 8 designs");
    progress.step(3, 10, 1.5);
    progress.report(SpaceSearch.EVALUATING, 2, 8, "");
    progress.step(4, 10, 1.25);
    assertThat(shown)
        .containsExactly(
            "halving 20 of 100: trained@1, 2 of 8 designs",
            "halving 23 of 100: trained@1, 2 of 8 designs; step 3 of 10, loss 1.500",
            "evaluating 2 of 8: ",
            "evaluating 2 of 8: step 4 of 10, loss 1.250");
  }
}
