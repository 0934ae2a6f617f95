/**
 * Measured times beside the limits of the machine: {@link convspectrum.search.roofline.Ceiling}
 * says which share of them was reached, {@link convspectrum.search.roofline.FusedRoofline} which
 * time they allow at least.
 */
@NullMarked
package convspectrum.search.roofline;

import org.jspecify.annotations.NullMarked;
