/**
 * Feeds changed inputs to everything that reads what strangers wrote. {@link
 * convspectrum.cli.fuzz.FuzzTarget} lists the readers; {@code FuzzTest} gives each a fixed sequence
 * of inputs, {@code JazzerEntry} as many as there is time for, chosen by coverage.
 */
@NullMarked
package convspectrum.cli.fuzz;

import org.jspecify.annotations.NullMarked;
