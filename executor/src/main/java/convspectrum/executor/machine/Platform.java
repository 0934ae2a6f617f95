package convspectrum.executor.machine;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The software and virtualisation between a program and the hardware.
 *
 * @param os operating system, with distribution where known
 * @param kernel its version
 * @param architecture as Java names it: {@code amd64}, {@code aarch64}
 * @param jvm name and version of the Java virtual machine
 * @param jvmVendor vendor of the Java virtual machine
 * @param hypervisor in a virtual machine its hypervisor's name, or {@code unknown}
 * @param cpuLimit number of CPUs that the container may use, where a quota is set
 */
public record Platform(
    String os,
    String kernel,
    String architecture,
    String jvm,
    String jvmVendor,
    Optional<String> hypervisor,
    OptionalDouble cpuLimit) {

  public static Platform of(
      String os, String kernel, Optional<String> hypervisor, OptionalDouble cpuLimit) {
    return new Platform(
        os,
        kernel,
        System.getProperty("os.arch", "unknown"),
        System.getProperty("java.vm.name", "unknown")
            + " "
            + System.getProperty("java.vm.version", "unknown"),
        System.getProperty("java.vm.vendor", "unknown"),
        hypervisor,
        cpuLimit);
  }
}
