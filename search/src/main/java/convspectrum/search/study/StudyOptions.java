package convspectrum.search.study;

import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.measure.protocol.Protocol;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import java.time.Duration;
import java.util.List;

/**
 * The options for timing designs.
 *
 * @param runtimes timed in turns; the others are compared with the first
 * @param run threads inside a forward pass
 * @param protocol the protocol of each runtime
 * @param seed of weights and inputs
 */
public record StudyOptions(
    List<InferenceRuntime> runtimes, RunOptions run, Protocol protocol, long seed) {
  public StudyOptions {
    runtimes = List.copyOf(runtimes);
  }

  /** The same with a share of the budget; forks keep theirs. */
  public StudyOptions withShareOfBudget(double share) {
    return switch (protocol) {
      case QuickProtocol quick -> {
        Duration part = Duration.ofMillis((long) (share * quick.budget().toMillis()));
        yield new StudyOptions(runtimes, run, quick.withBudget(part), seed);
      }
      case JmhProtocol _ -> this;
    };
  }

  /** The protocol for profiles, which are never taken in forks. */
  QuickProtocol profiling() {
    return switch (protocol) {
      case QuickProtocol quick -> quick;
      case JmhProtocol jmh -> QuickProtocol.DEFAULT.withSeed(jmh.seed());
    };
  }
}
