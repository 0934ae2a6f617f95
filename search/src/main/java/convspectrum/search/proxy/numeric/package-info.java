/**
 * Linear algebra on small matrices for proxies: {@link
 * convspectrum.search.proxy.numeric.SymmetricEigenvalues}, determinants, correlations, and sets of
 * bit patterns.
 */
@NullMarked
package convspectrum.search.proxy.numeric;

import org.jspecify.annotations.NullMarked;
