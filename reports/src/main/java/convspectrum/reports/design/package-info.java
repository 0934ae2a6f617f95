/**
 * What a page shows of the design that a reader chooses: {@link
 * convspectrum.reports.design.DesignDetails} draws its blocks and lists its layers, {@link
 * convspectrum.reports.design.DesignSource} says how to get it as a spec and as a file.
 */
@NullMarked
package convspectrum.reports.design;

import org.jspecify.annotations.NullMarked;
