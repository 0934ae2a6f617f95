/**
 * What definitions of composites are written with: primitive ops as {@link
 * convspectrum.spec.composite.definition.Parts}, some of which hold what the composite stores
 * ({@link convspectrum.spec.composite.definition.Definition}); cuts and joins along an axis, and
 * places that are found by comparison.
 */
@NullMarked
package convspectrum.spec.composite.definition;

import org.jspecify.annotations.NullMarked;
