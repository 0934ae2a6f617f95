package convspectrum.search.claim;

import convspectrum.executor.statistics.Estimate;
import java.util.Optional;

/**
 * A claim on one runtime.
 *
 * @param value the median over placements of its value in their rounds, with its interval; none
 *     where a network has no time, or the formula no value
 * @param judgement what the interval says
 * @param note why there is no value or no interval; empty where there are both
 */
public record JudgedClaim(
    Claim claim, Optional<Estimate> value, Judgement judgement, String note) {}
