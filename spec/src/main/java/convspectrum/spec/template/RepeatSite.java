package convspectrum.spec.template;

/** A {@code repeat} that a choice stands in. */
public final class RepeatSite {
  private final String path;
  private int most = -1;

  /**
   * A repeat.
   *
   * @param path the way to it, {@code layers[3].repeat}
   */
  public RepeatSite(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  /** The most repetitions that any design has. */
  public int most() {
    return most;
  }

  public void most(int repetitions) {
    most = repetitions;
  }
}
