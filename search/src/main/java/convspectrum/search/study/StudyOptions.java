package convspectrum.search.study;

import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.measure.protocol.Protocol;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import java.util.List;

/**
 * What to time designs with.
 *
 * @param runtimes timed in turns; the others are compared with the first
 * @param run threads inside a forward pass
 * @param protocol how, for each runtime
 * @param seed of weights and inputs
 */
public record StudyOptions(
    List<InferenceRuntime> runtimes, RunOptions run, Protocol protocol, long seed) {
  public StudyOptions {
    runtimes = List.copyOf(runtimes);
  }

  /** How profiles are taken, which is never done in forks. */
  QuickProtocol profiling() {
    return switch (protocol) {
      case QuickProtocol quick -> quick;
      case JmhProtocol jmh -> QuickProtocol.DEFAULT.withSeed(jmh.seed());
    };
  }
}
