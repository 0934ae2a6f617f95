/**
 * The published networks: one row per network ({@link convspectrum.reports.zoo.ZooTable}), and the
 * printed figures of a paper beside the exact ones.
 */
@NullMarked
package convspectrum.reports.zoo;

import org.jspecify.annotations.NullMarked;
