/**
 * What all commands share, and depends on none of them: exit codes, the exception that says how the
 * command line was used wrongly, and the reading of choices, shares, times, threads and seeds.
 */
@NullMarked
package convspectrum.cli.usage;

import org.jspecify.annotations.NullMarked;
