/**
 * How well proxies predict known accuracies. {@link
 * convspectrum.search.proxy.calibrate.AccuracyTable} reads a table of trained networks, {@link
 * convspectrum.search.proxy.calibrate.ProxyCalibration} scores a sample of them, and {@link
 * convspectrum.search.proxy.calibrate.ScoredSample} correlates scores and accuracies.
 */
@NullMarked
package convspectrum.search.proxy.calibrate;

import org.jspecify.annotations.NullMarked;
