/** What a user writes, and the graph it denotes. */
@NullMarked
package convspectrum.spec;

import org.jspecify.annotations.NullMarked;
