/**
 * Accuracy proxies as figures of a search: {@link convspectrum.search.scoring.ProxyFigure} is one,
 * {@link convspectrum.search.scoring.RankSumFigure} several in one number, ranked within a sample
 * of the space.
 */
@NullMarked
package convspectrum.search.scoring;

import org.jspecify.annotations.NullMarked;
