/**
 * What a graph costs: exact counts of parameters, operations, memory traffic and peak activation
 * memory, per node, block and network, and the roofline time that follows.
 *
 * <p>Start at {@link convspectrum.costmodel.NetworkCost}.
 *
 * <pre>{@code
 * NetworkCost cost = NetworkCost.of(graph, CostOptions.DEFAULT);
 * long macs = cost.total().macs();
 * List<GroupCost> rows = cost.by(Grouping.BLOCK);
 * }</pre>
 *
 * <p>Ops are a closed set and every formula switches over all of it, so nothing is zero by
 * oversight. What costs no operation in a convention is listed there as zero.
 */
@NullMarked
package convspectrum.costmodel;

import org.jspecify.annotations.NullMarked;
