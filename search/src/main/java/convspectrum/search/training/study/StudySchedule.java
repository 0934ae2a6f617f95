package convspectrum.search.training.study;

import java.util.List;

/**
 * How the designs of a study are trained.
 *
 * @param data name of the data set
 * @param images number of images to learn from at most
 * @param epochs how often each is shown
 * @param batch images of a step
 * @param rates learning rates, of which each design gets the one that is best on validation images
 * @param seeds paired seeds of every design
 * @param mostSeeds seeds of the designs whose difference has no sign by then
 */
public record StudySchedule(
    String data, int images, int epochs, int batch, List<Double> rates, int seeds, int mostSeeds) {
  /** Refuses what cannot be. */
  public StudySchedule {
    rates = List.copyOf(rates);
    if (images < 1 || epochs < 1 || batch < 1 || rates.isEmpty() || seeds < 1) {
      throw new IllegalArgumentException(
          "%d images, %d epochs, batches of %d, rates %s, %d seeds; expected some of each"
              .formatted(images, epochs, batch, rates, seeds));
    }
    if (mostSeeds < seeds) {
      throw new IllegalArgumentException(
          "at most %d seeds; expected at least %d".formatted(mostSeeds, seeds));
    }
  }

  /** How often differences are looked at: after {@code seeds}, and after {@code mostSeeds}. */
  int looks() {
    return mostSeeds > seeds ? 2 : 1;
  }
}
