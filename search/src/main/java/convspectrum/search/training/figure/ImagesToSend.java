package convspectrum.search.training.figure;

import convspectrum.formats.dataset.Dataset;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.training.elsewhere.SentImages;
import convspectrum.search.work.FilesToSend;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The images that all trainings of a figure and of its estimates have, written once. */
final class ImagesToSend {
  private final TrainingPlan plan;
  private @Nullable SentImages sent;

  /** The images of a plan but for those of the test, which no figure sees. */
  ImagesToSend(TrainingPlan plan) {
    Dataset data = new Dataset(plan.data().name(), plan.data().train(), Optional.empty());
    this.plan =
        new TrainingPlan(
            data,
            plan.split(),
            plan.standardisation(),
            plan.recipe(),
            plan.seeds(),
            plan.keepsWeights(),
            plan.threads(),
            Optional.empty());
  }

  /**
   * The images in a file.
   *
   * @param files takes it, the same at each call
   */
  synchronized SentImages in(FilesToSend files) {
    SentImages known = sent;
    if (known == null) {
      known = SentImages.of(plan, files);
      sent = known;
    }
    return known;
  }
}
