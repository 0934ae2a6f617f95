package convspectrum.executor.measure.result;

/**
 * A design that has no time.
 *
 * @param design its label
 * @param conditions conditions under which it should have been measured
 * @param reason the reason, as a sentence
 */
public record NotMeasured(String design, Conditions conditions, String reason) implements Outcome {}
