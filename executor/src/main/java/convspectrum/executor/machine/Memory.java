package convspectrum.executor.machine;

/**
 * Main memory.
 *
 * @param totalBytes what the operating system manages
 * @param availableBytes what new programs could use without swapping, when asked
 */
public record Memory(long totalBytes, long availableBytes) {}
