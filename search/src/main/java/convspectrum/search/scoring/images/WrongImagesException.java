package convspectrum.search.scoring.images;

import convspectrum.spec.fault.WrongInputException;

/** Images that cannot be scored with. */
public final class WrongImagesException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  WrongImagesException(String message) {
    super(message);
  }
}
