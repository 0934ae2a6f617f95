/**
 * Tables and JSON of measured times: of designs ({@link
 * convspectrum.reports.measure.MeasurementTable}), of layers, of saved runs beside each other, of
 * the machine and its limits, and of how well measuring keeps its promises.
 */
@NullMarked
package convspectrum.reports.measure;

import org.jspecify.annotations.NullMarked;
