/** Which release of convspectrum this is. */
@NullMarked
package convspectrum.search.release;

import org.jspecify.annotations.NullMarked;
