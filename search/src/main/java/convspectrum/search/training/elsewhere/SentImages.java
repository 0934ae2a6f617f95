package convspectrum.search.training.elsewhere;

import convspectrum.formats.dataset.Dataset;
import convspectrum.formats.dataset.ImageSet;
import convspectrum.formats.dataset.ImageSetFile;
import convspectrum.gradients.training.Recipe;
import convspectrum.gradients.training.Split;
import convspectrum.search.training.TrainingPlan;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The images of a plan in one file: those to learn from, those to choose by, and those for the test
 * if there are any, as the data set, its size and its parts came to be here.
 *
 * @param data name of the data set
 * @param file of {@link ImageSetFile}
 */
public record SentImages(String data, SentFile file) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Images that this process has read and still uses: several works have the same. */
  private static final Map<SentFile, SoftReference<List<ImageSet>>> READ =
      new ConcurrentHashMap<>();

  /** Writes the images of a plan. */
  public static SentImages of(TrainingPlan plan, FilesToSend files) {
    List<ImageSet> sets = new ArrayList<>(List.of(plan.split().train(), plan.split().validation()));
    plan.data().test().ifPresent(sets::add);
    return new SentImages(plan.data().name(), files.write(out -> ImageSetFile.write(sets, out)));
  }

  /** The same plan but for checkpoints. */
  TrainingPlan plan(FoundFiles found, Recipe recipe, boolean keepsWeights, int threads) {
    List<ImageSet> sets = read(found);
    Split split = new Split(sets.get(0), sets.get(1));
    Optional<ImageSet> test = sets.size() > 2 ? Optional.of(sets.get(2)) : Optional.empty();
    return TrainingPlan.of(
        new Dataset(data, split.train(), test),
        split,
        recipe,
        1,
        keepsWeights,
        threads,
        Optional.empty());
  }

  private List<ImageSet> read(FoundFiles found) {
    SoftReference<List<ImageSet>> before = READ.get(file);
    List<ImageSet> known = before == null ? null : before.get();
    if (known == null) {
      known = ImageSetFile.read(found.find(file));
      READ.put(file, new SoftReference<>(known));
    }
    return known;
  }
}
