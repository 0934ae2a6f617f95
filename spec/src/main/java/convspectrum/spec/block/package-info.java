/**
 * What a user writes: one record per block type, every one a {@link convspectrum.spec.block.Block}.
 *
 * <p>The records are the single source of the language: their components, with {@link
 * convspectrum.spec.block.Doc}, {@link convspectrum.spec.block.Default}, {@link
 * convspectrum.spec.block.AtLeast} and {@link convspectrum.spec.block.Main}, are what documents are
 * bound to, what an unknown field is compared with, and what the JSON Schema is made from. A
 * component without a default is required. A block holds final values: parameters, choices and
 * expressions are gone when it is made.
 *
 * <pre>{@code
 * - conv: {out: 64, kernel: 3, stride: 2, norm: batch, activation: relu}
 * }</pre>
 */
@NullMarked
package convspectrum.spec.block;

import org.jspecify.annotations.NullMarked;
