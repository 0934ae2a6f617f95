package convspectrum.cli.training;

import convspectrum.cli.terminal.Bar;
import convspectrum.gradients.training.DivergedException;
import convspectrum.gradients.training.Epoch;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.TrainingStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows how trainings get on, and takes down which of them fail. */
final class TrainingFollower implements TrainingStudy.Following {
  private static final String TASK = "training";

  private final Bar bar;
  private final int runs;
  private final long steps;
  private final List<String> failures = new ArrayList<>();

  /**
   * A follower.
   *
   * @param runs number of trainings
   * @param steps number of steps of each
   */
  TrainingFollower(Bar bar, int runs, long steps) {
    this.bar = bar;
    this.runs = runs;
    this.steps = steps;
    bar.report(TASK, 0, runs * steps, "");
  }

  @Override
  public void step(int run, long step, double loss, Optional<Epoch> last) {
    String which = runs == 1 ? "" : "network and seed %d of %d, ".formatted(run + 1, runs);
    bar.report(TASK, run * steps + step, runs * steps, which + note(loss, last));
  }

  @Override
  public void finished(int done) {
    bar.report(TASK, done * steps, runs * steps, "%d of %d trainings".formatted(done, runs));
  }

  @Override
  public void failed(Classifier classifier, long seed, DivergedException reason) {
    failures.add("%s, seed %d: %s".formatted(classifier.label(), seed, reason.getMessage()));
  }

  /** What is said of each training that failed. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** How far a training is, for the end of a line. */
  private static String note(double loss, Optional<Epoch> last) {
    return String.format(Locale.ROOT, "loss %.3f", loss)
        + last.filter(epoch -> Double.isFinite(epoch.validation()))
            .map(epoch ->
                String.format(
                    Locale.ROOT,
                    ", validation %.2f %% after epoch %d",
                    100 * epoch.validation(),
                    epoch.number()))
            .orElse("");
  }
}
