/** What a person reads. */
@NullMarked
package convspectrum.reports;

import org.jspecify.annotations.NullMarked;
