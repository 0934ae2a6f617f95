package convspectrum.executor.onednn.library;

/** A function of oneDNN returned a status that is not that of success. */
public final class OneDnnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean unimplemented;

  OneDnnException(String function, int status, boolean unimplemented) {
    super(function + ": " + meaning(status));
    this.unimplemented = unimplemented;
  }

  /** Whether oneDNN has no implementation of what was asked for, rather than failed. */
  public boolean isUnimplemented() {
    return unimplemented;
  }

  /** {@code dnnl_status_t} in words. */
  private static String meaning(int status) {
    return switch (status) {
      case 1 -> "out of memory";
      case 2 -> "invalid arguments";
      case 3 -> "no implementation of it";
      case 4 -> "no further implementation";
      case 5 -> "a runtime error";
      case 6 -> "not required";
      default -> "status " + status;
    };
  }
}
