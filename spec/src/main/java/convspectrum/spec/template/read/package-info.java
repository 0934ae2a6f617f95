/**
 * How YAML becomes a {@link convspectrum.spec.template.Document}: {@link
 * convspectrum.spec.template.read.DocumentReader} and one reader for each part of a document.
 * Everything that can be said of a document without choosing a design is checked here: block types,
 * fields, types of literals, names, circles. Literals are decoded and expressions parsed once, so
 * that a design costs little.
 */
@NullMarked
package convspectrum.spec.template.read;

import org.jspecify.annotations.NullMarked;
