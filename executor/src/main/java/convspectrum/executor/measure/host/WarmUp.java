package convspectrum.executor.measure.host;

/**
 * How a design was warmed up.
 *
 * @param passes passes run and not counted
 * @param seconds time they took
 * @param steady whether it was found steady; if not, time was up first
 */
public record WarmUp(int passes, double seconds, boolean steady) {}
