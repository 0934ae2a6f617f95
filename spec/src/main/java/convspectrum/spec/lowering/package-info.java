/**
 * From a document and a design to a graph. {@link convspectrum.spec.lowering.Lowering} walks the
 * document's bodies, evaluates each step's fields where it stands (so that {@code in} is known) to
 * a {@link convspectrum.spec.block.Block}, and adds the block's nodes to a graph.
 *
 * <p>A million designs go this way, so names, paths and origins, which are the same in every
 * design, are made once and kept in a tree of {@link convspectrum.spec.lowering.Place}s.
 */
@NullMarked
package convspectrum.spec.lowering;

import org.jspecify.annotations.NullMarked;
