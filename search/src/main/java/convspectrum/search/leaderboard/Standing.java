package convspectrum.search.leaderboard;

/** How the time of a design stands among those of the same design elsewhere. */
public enum Standing {
  /** Its whole interval is below those of all others. */
  FASTEST("fastest"),
  /** No other interval is wholly below its own, or there is none. */
  CANNOT_TELL("cannot tell"),
  /** Another interval is wholly below its own. */
  SLOWER("slower"),
  /** The design was timed nowhere else. */
  ALONE("only one");

  private final String words;

  Standing(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
