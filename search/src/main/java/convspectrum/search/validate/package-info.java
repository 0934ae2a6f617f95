/**
 * Theory against measurement: what multiply-accumulates and the roofline promise of each design,
 * what was measured, and why it is less. {@link convspectrum.search.validate.Validation} holds all
 * of this as values.
 *
 * <pre>{@code
 * Validation validation = Validation.of(designs, latencies, profiles, limits, seed);
 * validation.summary().forEach(System.out::println);
 * }</pre>
 */
@NullMarked
package convspectrum.search.validate;

import org.jspecify.annotations.NullMarked;
