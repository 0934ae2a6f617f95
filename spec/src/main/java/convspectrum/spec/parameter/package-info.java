/**
 * What a spec leaves open. A {@link convspectrum.spec.parameter.Parameter} is a list of choices, a
 * {@link convspectrum.spec.parameter.Design} takes one of each, a {@link
 * convspectrum.spec.parameter.Space} is all designs there are, addressed by a number.
 */
@NullMarked
package convspectrum.spec.parameter;

import org.jspecify.annotations.NullMarked;
