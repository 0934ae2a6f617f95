package convspectrum.executor.runtime;

/**
 * The time one part of a program took in one pass.
 *
 * @param node name of the graph's node, or what the runtime calls its fused or inserted one
 * @param op what the runtime calls the operation
 * @param nanos nanoseconds
 */
public record NodeTime(String node, String op, long nanos) {}
