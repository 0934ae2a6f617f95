package convspectrum.search.run;

import convspectrum.spec.fault.FailedRunException;

/** A search was interrupted before it had anything to show. */
public final class InterruptedSearchException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  InterruptedSearchException() {
    super(
        "interrupted before the first design was evaluated: there is no result yet; what the journal"
            + " holds is used when the same command is given again");
  }
}
