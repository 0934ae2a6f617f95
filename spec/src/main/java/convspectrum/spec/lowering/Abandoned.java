package convspectrum.spec.lowering;

/** A fault was reported, and nothing can be said of what comes behind it. */
final class Abandoned extends RuntimeException {
  private static final long serialVersionUID = 1L;
  static final Abandoned INSTANCE = new Abandoned();

  private Abandoned() {
    super("a fault was reported", null, false, false);
  }
}
