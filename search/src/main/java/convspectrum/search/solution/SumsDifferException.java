package convspectrum.search.solution;

import convspectrum.spec.fault.FailedRunException;

/** A design has another figure than the tables say, so that nothing is certain of any design. */
public final class SumsDifferException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  SumsDifferException(String difference, String remedy) {
    super(
        "--strategy exact: no certificate: %s; expected equal sums; try %s"
            .formatted(difference, remedy));
  }
}
