package convspectrum.search.claim;

/** What measuring says of a claim. */
public enum Judgement {
  /** The whole interval of the value lies in the claim's band. */
  REPRODUCED("reproduced"),
  /** The whole interval lies outside of it. */
  REFUTED("refuted"),
  /** The interval holds an end of the band, or there is none. */
  UNDECIDED("undecided");

  private final String words;

  Judgement(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
