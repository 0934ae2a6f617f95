/**
 * The graph of primitive operations: the one thing that every module after {@code spec} speaks.
 *
 * <p>A {@link convspectrum.spec.graph.Graph} is a list of {@link convspectrum.spec.graph.Node}s in
 * execution order. A node is an {@link convspectrum.spec.graph.Op} applied to earlier nodes; its
 * output shape is inferred when it is added ({@link convspectrum.spec.graph.ShapeInference}), and
 * what it learns follows from the op and its input shapes ({@link
 * convspectrum.spec.graph.ParameterSlot}). Feature maps are NCHW.
 *
 * <pre>{@code
 * GraphBuilder builder = new GraphBuilder("separable");
 * Node x = builder.input("input", Shape.of(1, 728, 19, 19));
 * Node spatial = builder.add("depthwise", new Op.Conv(728, Window.same(3), 728, false), x);
 * Node pointwise = builder.add("pointwise", new Op.Conv(728, Window.same(1), 1, false), spatial);
 * Graph graph = builder.build(pointwise);
 * }</pre>
 */
@NullMarked
package convspectrum.spec.graph;

import org.jspecify.annotations.NullMarked;
