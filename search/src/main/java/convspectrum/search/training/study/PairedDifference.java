package convspectrum.search.training.study;

import convspectrum.executor.statistics.Estimate;

/**
 * The accuracy of a design less that of another, over the seeds that both have.
 *
 * @param design the one
 * @param base the other
 * @param pairs number of seeds
 * @param error standard error of the mean difference; NaN for less than two pairs
 * @param difference the mean with its interval, which belongs to a family: with 95 % all intervals
 *     of the family hold their differences, at every look
 */
public record PairedDifference(
    StudiedDesign design, StudiedDesign base, int pairs, double error, Estimate difference) {
  /** Which of both is more accurate. */
  public Sign sign() {
    return Sign.of(difference.interval());
  }
}
