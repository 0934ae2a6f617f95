package convspectrum.costmodel;

import convspectrum.spec.graph.Node;

/**
 * What one node costs.
 *
 * @param node of the graph that was counted
 * @param cost its cost
 */
public record NodeCost(Node node, Cost cost) {}
