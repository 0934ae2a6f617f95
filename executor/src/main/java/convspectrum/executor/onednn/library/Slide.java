package convspectrum.executor.onednn.library;

/**
 * How a kernel slides along an axis; the padding behind may be larger than needed.
 *
 * @param kernel taps
 * @param stride places from one result to the next
 * @param dilation places from one tap to the next, 1 or more
 * @param before padding in front
 * @param after padding behind
 */
public record Slide(int kernel, int stride, int dilation, int before, int after) {}
