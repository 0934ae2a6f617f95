/**
 * The JSON Schema of specs, made from the same records that documents are bound to. {@link
 * convspectrum.spec.schema.SpecSchema#create()} gives it as JSON text; an editor that knows it
 * completes block types and fields, and shows what they are for.
 */
@NullMarked
package convspectrum.spec.schema;

import org.jspecify.annotations.NullMarked;
