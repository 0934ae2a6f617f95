/**
 * A document before a design is chosen. {@link convspectrum.spec.template.DocumentReader} turns
 * YAML into a {@link convspectrum.spec.template.Document}: bodies of {@link
 * convspectrum.spec.template.Step}s whose fields are {@link convspectrum.spec.template.Term}s, each
 * a fixed value, an expression or a choice. Everything that can be said of a document without
 * choosing is checked here: block types, fields, types of literals, names, circles; literals are
 * decoded and expressions parsed once, so that a design costs little.
 */
@NullMarked
package convspectrum.spec.template;

import org.jspecify.annotations.NullMarked;
