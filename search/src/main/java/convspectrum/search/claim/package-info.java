/**
 * Statements of papers about time, to be judged on this machine. A {@link
 * convspectrum.search.claim.ClaimDocument} is a YAML file of networks and {@link
 * convspectrum.search.claim.Claim}s about pairs of them; a {@link
 * convspectrum.search.claim.Judgement} is what measuring says of one.
 */
@NullMarked
package convspectrum.search.claim;

import org.jspecify.annotations.NullMarked;
