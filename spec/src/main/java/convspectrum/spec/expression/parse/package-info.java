/**
 * How a text becomes an {@link convspectrum.spec.expression.Expression}: a reference {@code $name},
 * or the arithmetic of {@code $(…)}, recognised and parsed by {@link
 * convspectrum.spec.expression.parse.Expressions}.
 */
@NullMarked
package convspectrum.spec.expression.parse;

import org.jspecify.annotations.NullMarked;
