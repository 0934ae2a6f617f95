/** The command {@code train}, which trains networks on labelled images, and its options. */
@NullMarked
package convspectrum.cli.training;

import org.jspecify.annotations.NullMarked;
