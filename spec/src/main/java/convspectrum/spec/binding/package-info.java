/**
 * What the block records say about themselves: {@link convspectrum.spec.binding.BlockTypes} lists
 * every block type as a {@link convspectrum.spec.binding.RecordType}, whose {@link
 * convspectrum.spec.binding.Field}s have a kebab-case name, a {@link
 * convspectrum.spec.binding.FieldType}, a default and a sentence. Reading, error messages and the
 * JSON Schema all stand on it. Reflection happens once, when a type is first asked for.
 */
@NullMarked
package convspectrum.spec.binding;

import org.jspecify.annotations.NullMarked;
