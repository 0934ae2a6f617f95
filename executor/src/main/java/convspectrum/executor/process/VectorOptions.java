package convspectrum.executor.process;

import java.util.List;

/** Options of a Java virtual machine that computes scores and trains on vectors. */
public final class VectorOptions {
  /**
   * Weights and gradients are large and soon done with: they should not be copied to the old. And
   * no kernel may be compiled without a profile first, where a large one would stay: see {@link
   * convspectrum.executor.vector.VectorRuntime#jvmOptions}.
   */
  public static final List<String> JVM =
      List.of(
          "--add-modules=jdk.incubator.vector",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:Tier3DelayOn=1000",
          "-XX:InitialRAMPercentage=5",
          "-XX:NewRatio=1");

  private VectorOptions() {}
}
