/** Where work is done that other machines can do: the options of a cluster. */
@NullMarked
package convspectrum.cli.cluster;

import org.jspecify.annotations.NullMarked;
