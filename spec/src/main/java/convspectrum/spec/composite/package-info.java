/**
 * Composite ops: each is one op in a file, in a table and in a runtime, and its definition is
 * several primitive ones.
 *
 * <p>A {@link convspectrum.spec.composite.CompositeOp} is a record that knows the shape of its
 * result, what it stores, its multiply-accumulates, and its definition, which writes primitive ops
 * into {@link convspectrum.spec.composite.definition.Parts}. The records stand here in one list,
 * since they are sealed; what several of them share has a package of its own below. A consumer
 * without a way of its own to compute a composite takes the graph of primitive ops that {@link
 * convspectrum.spec.composite.Expansion} makes.
 *
 * <pre>{@code
 * Op up = TransposedConv.of(32, Window.square(4, 2, 1), 1, true);
 * Graph graph = builder.build(builder.add("up", up, builder.input("x", Shape.of(1, 64, 32, 32))));
 * Graph primitive = Expansion.of(graph, new SeededWeights(1), op -> false).graph();
 * }</pre>
 */
@NullMarked
package convspectrum.spec.composite;

import org.jspecify.annotations.NullMarked;
