package convspectrum.executor.machine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Description of this machine. Nothing here is measured; {@code machine.probe} measures.
 *
 * @param processor the CPU as the operating system shows it to this process
 * @param caches its caches, nearest first
 * @param memory main memory
 * @param platform operating system, Java and virtualisation
 */
public record Machine(Processor processor, List<Cache> caches, Memory memory, Platform platform) {
  public Machine {
    caches = List.copyOf(caches);
  }

  /** Reads this machine. It takes a few milliseconds on Linux; a missing value is no failure. */
  public static Machine read() {
    if (System.getProperty("os.name", "").startsWith("Linux")) {
      return new LinuxMachine(Path.of("/")).read();
    }
    return OshiMachine.read();
  }

  /** Returns the data or unified cache of this level, if the machine reports it. */
  public Optional<Cache> dataCache(int level) {
    return caches.stream()
        .filter(cache -> cache.level() == level && cache.kind() != Cache.Kind.INSTRUCTION)
        .findFirst();
  }

  /**
   * Twelve hexadecimal digits that are equal for machines whose measurements may be compared. They
   * cover the processor, the caches, whole GiB of memory, virtualisation and the CPU limit. They
   * leave out kernel, Java and free memory, which change without the hardware; a measurement
   * records the version of its runtime separately.
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
