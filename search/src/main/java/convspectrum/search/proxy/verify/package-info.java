/**
 * Conformance: compares every proxy and gradient with a description of another implementation's.
 * {@link convspectrum.search.proxy.verify.ConformanceFile} reads the description, {@link
 * convspectrum.search.proxy.verify.Conformance} compares, and each {@link
 * convspectrum.search.proxy.verify.Check} is one figure.
 */
@NullMarked
package convspectrum.search.proxy.verify;

import org.jspecify.annotations.NullMarked;
