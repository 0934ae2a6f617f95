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

  /** The same fault with the names of the parameters, and what to try. */
  public NotFactoredException inWords(String names) {
    return new NotFactoredException(
        "--strategy exact: the figures are no sums of small tables: %s%s; try to fix some parameters with --set, or --strategy guided"
            .formatted(getMessage(), names.isEmpty() ? "" : " (" + names + ")"),
        parameters);
  }

  /** The parameters at fault, which may be none. */
  public List<Integer> parameters() {
    return parameters;
  }
}
