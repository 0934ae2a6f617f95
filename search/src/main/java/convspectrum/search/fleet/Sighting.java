package convspectrum.search.fleet;

import convspectrum.executor.machine.JvmVectors;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.process.JavaProcess;
import convspectrum.search.history.RunHost;
import convspectrum.search.work.ComputingMachine;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a worker says of the machine that it runs on.
 *
 * @param host name that the machine has for itself
 * @param node what all processes on one machine have in common, containers too: the identity of the
 *     boot of its kernel, or its name where the system has no such thing
 * @param fingerprint of the hardware, see {@link Machine#fingerprint}
 * @param words the machine in a few words
 * @param jvm name and version of Java
 * @param options that the machine has for Java, see {@link JavaProcess#environmentOptions}
 * @param vectors the vector instructions that Java uses there, which may be fewer than it has
 * @param logicalCores of the machine, of which the worker may be lent fewer
 */
public record Sighting(
    String host,
    String node,
    String fingerprint,
    String words,
    String jvm,
    String options,
    String vectors,
    int logicalCores)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Random, and new for each start of a kernel; the same in all its containers. */
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** This process. */
  static Sighting here() {
    Machine machine = Machine.read();
    String host = ComputingMachine.here().host();
    return new Sighting(
        host,
        node(host),
        machine.fingerprint(),
        RunHost.of(machine).words(),
        machine.platform().jvm(),
        JavaProcess.environmentOptions(),
        JvmVectors.read().text(),
        machine.processor().logicalCores());
  }

  private static String node(String host) {
    try {
      return Files.readString(BOOT).strip();
    } catch (IOException e) {
      return host; // no Linux
    }
  }

  /**
   * Equal for workers that should measure the same times: hardware, Java, its options and the
   * instructions that it uses.
   */
  String kind() {
    return String.join("\n", fingerprint, jvm, options, vectors);
  }
}
