/**
 * Ways of counting operations: the same graph as other tools would print it, so that two figures
 * that disagree can be explained.
 *
 * <p>Start at {@link convspectrum.costmodel.convention.Convention}.
 */
@NullMarked
package convspectrum.costmodel.convention;

import org.jspecify.annotations.NullMarked;
