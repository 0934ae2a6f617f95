package convspectrum.spec.template;

/** A {@code repeat} that a choice stands in. */
final class RepeatSite {
  private final String path;
  private int most = -1;

  /**
   * A repeat.
   *
   * @param path the way to it, {@code layers[3].repeat}
   */
  RepeatSite(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  /** The most repetitions that any design has. */
  int most() {
    return most;
  }

  void most(int repetitions) {
    most = repetitions;
  }
}
