/**
 * Spatial convolutions of a network replaced by segmented ones: {@link
 * convspectrum.search.substitution.SpatialConvolutions} finds those that can be, a {@link
 * convspectrum.search.substitution.Substitution} says how one is cut, {@link
 * convspectrum.search.substitution.LayerDesigns} lays layers out alone, before and after, to count
 * and time them, and {@link convspectrum.search.substitution.SubstitutedNetwork} is the network in
 * which some are replaced.
 */
@NullMarked
package convspectrum.search.substitution;

import org.jspecify.annotations.NullMarked;
