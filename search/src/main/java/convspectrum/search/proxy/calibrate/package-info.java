/**
 * How well proxies stand in for accuracy, where it is known. {@link
 * convspectrum.search.proxy.calibrate.AccuracyTable} reads a table of trained networks, {@link
 * convspectrum.search.proxy.calibrate.ProxyCalibration} scores a sample of them and correlates.
 */
@NullMarked
package convspectrum.search.proxy.calibrate;

import org.jspecify.annotations.NullMarked;
