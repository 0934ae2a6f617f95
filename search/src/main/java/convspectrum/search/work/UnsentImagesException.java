package convspectrum.search.work;

import convspectrum.spec.fault.WrongInputException;

/** Images that other machines are to score with, and do not have. */
public final class UnsentImagesException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  public UnsentImagesException() {
    super(
        "--images: found --on, whose machines do not have these images; expected one of the two;"
            + " try random images, or threads of this machine");
  }
}
