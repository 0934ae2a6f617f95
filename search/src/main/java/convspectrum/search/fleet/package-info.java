/**
 * Measuring on the machines of a cluster. Times of different machines are never parts of one
 * comparison, so that what goes out is the whole comparison: {@link
 * convspectrum.search.fleet.FleetMeasuring} lets each kind of machine measure all of it, one worker
 * of a machine at a time.
 */
@NullMarked
package convspectrum.search.fleet;

import org.jspecify.annotations.NullMarked;
