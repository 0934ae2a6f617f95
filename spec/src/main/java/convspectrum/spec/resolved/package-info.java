/**
 * A document with its parameters decided: {@link convspectrum.spec.resolved.ResolvedDocument} turns
 * one design of a space into a document that leaves nothing open and denotes the same graph. It
 * works on what the user wrote, so that own blocks, defaults, wiring and what depends on the
 * incoming channels stay as they are.
 */
@NullMarked
package convspectrum.spec.resolved;

import org.jspecify.annotations.NullMarked;
