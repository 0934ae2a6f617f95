/** Commands that measure, or show what was measured, and their options. */
@NullMarked
package convspectrum.cli.measure;

import org.jspecify.annotations.NullMarked;
