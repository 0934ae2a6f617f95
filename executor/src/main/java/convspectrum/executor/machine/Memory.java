package convspectrum.executor.machine;

/**
 * Main memory.
 *
 * @param totalBytes memory that the operating system manages
 * @param availableBytes memory that new programs could use without swapping at the time of reading
 */
public record Memory(long totalBytes, long availableBytes) {}
