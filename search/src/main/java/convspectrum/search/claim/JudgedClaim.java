package convspectrum.search.claim;

import convspectrum.executor.statistics.Estimate;
import java.util.Optional;

/**
 * A claim on one runtime.
 *
 * @param value the median over placements of its value in their rounds, with its interval, or the
 *     median over processes; none where a network has no time, or the formula no value
 * @param processes how many processes it was measured in
 * @param judgement what the interval says
 * @param note why there is no value or no interval; empty where there are both
 */
public record JudgedClaim(
    Claim claim, Optional<Estimate> value, int processes, Judgement judgement, String note) {
  /** One that was measured in one process. */
  public JudgedClaim(Claim claim, Optional<Estimate> value, Judgement judgement, String note) {
    this(claim, value, 1, judgement, note);
  }
}
