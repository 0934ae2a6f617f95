package convspectrum.executor.machine;

import convspectrum.executor.machine.probe.MachineProbe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What this machine is. Nothing here is measured; see {@link MachineProbe} for that.
 *
 * @param processor the CPU as the operating system shows it to this process
 * @param caches its caches, nearest first
 * @param memory main memory
 * @param platform operating system, Java, and what stands between them and the hardware
 */
public record Machine(Processor processor, List<Cache> caches, Memory memory, Platform platform) {
  public Machine {
    caches = List.copyOf(caches);
  }

  /** This machine. Takes a few milliseconds on Linux, and never fails: what is unknown says so. */
  public static Machine read() {
    if (System.getProperty("os.name", "").startsWith("Linux")) {
      return new LinuxMachine(Path.of("/")).read();
    }
    return OshiMachine.read();
  }

  /** The cache that data at this level lives in, if the machine tells. */
  public Optional<Cache> dataCache(int level) {
    return caches.stream()
        .filter(cache -> cache.level() == level && cache.kind() != Cache.Kind.INSTRUCTION)
        .findFirst();
  }

  /**
   * Twelve hexadecimal digits that are equal for measurements that may be compared: they cover the
   * processor, caches, whole GiB of memory, virtualisation and CPU limit. Kernel, Java and free
   * memory are left out, since they change without the hardware changing; a measurement states its
   * runtime's version apart.
   */
  public String fingerprint() {
    String facts =
        String.join(
            "\n",
            processor.toString(),
            caches.toString(),
            Long.toString(Math.round(memory.totalBytes() / (double) (1L << 30))),
            platform.architecture(),
            platform.hypervisor().orElse("none"),
            platform.cpuLimit().isPresent() ? platform.cpuLimit().toString() : "none");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(facts.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
