/**
 * The arithmetic of {@code $(…)} and the reference {@code $name}: an {@link
 * convspectrum.spec.expression.Expression} is parsed once and evaluated for each design of a space.
 *
 * <pre>{@code
 * Expression width = Expressions.parse("round8(64 * width)");
 * width.evaluate(Map.of("width", 1.4)::get); // 88
 * }</pre>
 */
@NullMarked
package convspectrum.spec.expression;

import org.jspecify.annotations.NullMarked;
