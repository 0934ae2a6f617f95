/**
 * A document before a design is chosen. A {@link convspectrum.spec.template.Document} has bodies of
 * {@link convspectrum.spec.template.Step}s whose fields are {@link
 * convspectrum.spec.template.Term}s, each a fixed value, an expression or a choice. {@link
 * convspectrum.spec.template.read} makes it from YAML.
 */
@NullMarked
package convspectrum.spec.template;

import org.jspecify.annotations.NullMarked;
