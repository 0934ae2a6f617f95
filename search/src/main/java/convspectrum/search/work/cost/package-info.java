/** What every design of a space costs, as {@link convspectrum.search.work.Work}. */
@NullMarked
package convspectrum.search.work.cost;

import org.jspecify.annotations.NullMarked;
