/**
 * Statements of papers about time, to be judged on this machine. A {@link
 * convspectrum.search.claim.ClaimDocument} is a YAML file of networks and {@link
 * convspectrum.search.claim.Claim}s, each a formula over figures of networks with a band; a {@link
 * convspectrum.search.claim.ClaimJudge} computes the formula for each round that was measured, and
 * a {@link convspectrum.search.claim.Judgement} is what its interval says.
 */
@NullMarked
package convspectrum.search.claim;

import org.jspecify.annotations.NullMarked;
