package convspectrum.executor.machine.limits;

import convspectrum.executor.machine.Affinity;
import convspectrum.executor.machine.CpuList;
import convspectrum.executor.machine.JvmVectors;
import convspectrum.executor.machine.Machine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The conditions under which measured limits hold. A machine has other limits on one of its CPUs
 * than on all, with 256-bit than with 512-bit vectors, and maybe with another compiler.
 *
 * @param machine its {@link Machine#fingerprint}
 * @param cpus the CPUs that this process may use, as the kernel writes them: {@code 0-3,8}; {@code
 *     any} where the system does not tell
 * @param vectors flags of the Java virtual machine that decide which instructions are used
 * @param java version of the Java virtual machine
 */
public record LimitsKey(String machine, String cpus, String vectors, String java) {
  public LimitsKey {
    Objects.requireNonNull(machine);
    Objects.requireNonNull(cpus);
    Objects.requireNonNull(vectors);
    Objects.requireNonNull(java);
  }

  /** Returns the key of this process. */
  public static LimitsKey of(Machine machine) {
    String cpus = CpuList.format(Affinity.allowed());
    return new LimitsKey(
        machine.fingerprint(),
        cpus.isEmpty() ? "any" : cpus,
        JvmVectors.read().text(),
        Runtime.version().toString());
  }

  /** Returns a hash of twelve hexadecimal digits. */
  String digest() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  String.join("\n", machine, cpus, vectors, java).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
