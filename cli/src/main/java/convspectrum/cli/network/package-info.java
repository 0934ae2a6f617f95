/**
 * Commands on networks that measure nothing: what they cost, how they compare, whether they are
 * sound, what they compute, and what they look like in other formats.
 */
@NullMarked
package convspectrum.cli.network;

import org.jspecify.annotations.NullMarked;
