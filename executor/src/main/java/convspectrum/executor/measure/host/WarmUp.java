package convspectrum.executor.measure.host;

/**
 * The warm-up of a design.
 *
 * @param passes passes that were run and not counted
 * @param seconds time they took
 * @param steady whether it became steady; if not, the time limit came first
 */
public record WarmUp(int passes, double seconds, boolean steady) {}
