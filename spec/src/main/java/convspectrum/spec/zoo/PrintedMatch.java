package convspectrum.spec.zoo;

/** How an exact figure stands to a printed one. */
public enum PrintedMatch {
  /** It is the printed one, rounded to the printed digits. */
  ROUNDED("yes"),
  /** It is the printed one, cut off after the printed digits: 290 for 290.7. */
  CUT_OFF("cut off"),
  /** It is the printed one where closing zeros are no digits: 720 for 724. */
  COARSE("coarsely"),
  /** It is another. */
  DIFFERENT("no");

  private final String word;

  PrintedMatch(String word) {
    this.word = word;
  }

  /** How tables say it. */
  public String word() {
    return word;
  }
}
