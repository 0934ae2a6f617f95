package convspectrum.executor.measure.result;

/**
 * A design without a time.
 *
 * @param design its label
 * @param conditions what it should have been measured on
 * @param reason why not, in a sentence
 */
public record NotMeasured(String design, Conditions conditions, String reason) implements Outcome {}
