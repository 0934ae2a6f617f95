package convspectrum.search.additive;

import convspectrum.spec.fault.WrongInputException;
import java.util.List;

/** A space whose positions depend on too many parameters at once. The message says which. */
public final class NotFactoredException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  private final List<Integer> parameters;

  NotFactoredException(String message, List<Integer> parameters) {
    super(message);
    this.parameters = List.copyOf(parameters);
  }

  /** The parameters at fault, which may be none. */
  public List<Integer> parameters() {
    return parameters;
  }
}
