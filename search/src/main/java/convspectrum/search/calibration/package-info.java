/**
 * A test of whether measurements are correct on this machine: {@link
 * convspectrum.search.calibration.MeasuringCalibration} measures a network against itself, and
 * against one that does a little more work, again and again.
 */
@NullMarked
package convspectrum.search.calibration;

import org.jspecify.annotations.NullMarked;
