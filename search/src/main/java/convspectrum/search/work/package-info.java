/**
 * What is computed of many designs, wherever that is. {@link convspectrum.search.work.Work} says it
 * in texts and numbers alone, so that it can be sent; {@link convspectrum.search.work.ThreadRunner}
 * does it in threads of this process, and a {@link convspectrum.search.work.WorkRunnerProvider}
 * finds others.
 */
@NullMarked
package convspectrum.search.work;

import org.jspecify.annotations.NullMarked;
