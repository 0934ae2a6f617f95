/**
 * Scores of networks by accuracy proxies. {@link convspectrum.search.scoring.ProxyScorer} scores
 * networks of any kind by a seed, and {@link convspectrum.search.scoring.RankSum} joins several
 * scores by their ranks. {@link convspectrum.search.scoring.ProxyFigure} makes a proxy a figure of
 * a search, {@link convspectrum.search.scoring.RankSumFigure} several in one number, ranked within
 * a sample of the space.
 */
@NullMarked
package convspectrum.search.scoring;

import org.jspecify.annotations.NullMarked;
