package convspectrum.executor.machine.limits;

/**
 * The rate that a program reached, which a correct limit cannot be below.
 *
 * @param by runtime and part of the program: {@code onnxruntime, layers.3.conv}
 * @param threads number of threads
 * @param gflops rate of its multiply-adds in 10⁹ FLOP a second, as a lower bound
 */
public record Reached(String by, int threads, double gflops) {}
