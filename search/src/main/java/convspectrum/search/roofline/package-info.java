/**
 * Measured times compared with the limits of the machine: {@link
 * convspectrum.search.roofline.Ceiling} says which share of them was reached, {@link
 * convspectrum.search.roofline.FusedRoofline} which minimum time they allow.
 */
@NullMarked
package convspectrum.search.roofline;

import org.jspecify.annotations.NullMarked;
