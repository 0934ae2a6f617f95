package convspectrum.spec.parameter;

/**
 * One choice of a parameter.
 *
 * @param value a {@code Long}, {@code Double}, {@code Boolean}, {@code String} or a list of them;
 *     the text again where whole blocks are chosen
 * @param text as it was written: {@code 1.0} stays {@code 1.0}
 */
public record ParameterValue(Object value, String text) {
  @Override
  public String toString() {
    return text;
  }
}
