/** Which designs are worth it. */
@NullMarked
package convspectrum.search;

import org.jspecify.annotations.NullMarked;
