package convspectrum.search.study;

import convspectrum.executor.measure.jmh.Forks;
import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.runtime.InferenceRuntime;

/** Starts forked Java virtual machines that time the designs of a study, for {@code jmh}. */
@FunctionalInterface
public interface ForkStarter {
  /**
   * The forks of one runtime.
   *
   * @param runtime the runtime to run, with the options that it wants for the Java virtual machine
   * @param protocol how long they warm up and measure
   * @param identity of the designs, by {@link StudyWorker#identity}: a fork must compute the same
   *     one
   */
  Forks of(InferenceRuntime runtime, JmhProtocol protocol, String identity);
}
