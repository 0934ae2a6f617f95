/**
 * {@code search}, {@code search bench} and {@code journal}, with the options that say what is
 * searched for.
 */
@NullMarked
package convspectrum.cli.search;

import org.jspecify.annotations.NullMarked;
