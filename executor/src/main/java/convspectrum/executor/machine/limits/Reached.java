package convspectrum.executor.machine.limits;

/**
 * What a program really did, which a limit must not be below.
 *
 * @param by what did it: {@code onnxruntime, layers.3.conv}
 * @param threads on how many
 * @param gflops 10⁹ FLOP a second of multiply-adds, at least
 */
public record Reached(String by, int threads, double gflops) {}
