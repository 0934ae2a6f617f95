package convspectrum.spec.expression;

/**
 * What {@code nearest_divisor} made of what was asked for.
 *
 * @param wanted a number, or {@code depthwise}
 * @param channels whose divisor was taken
 * @param used the divisor
 */
public record NearestDivisor(String wanted, long channels, long used) {}
