package convspectrum.executor.nodes;

/** What the tool makes of a node test. */
enum Verdict {
  /** It gives the expected outputs. */
  RIGHT("right"),
  /** It gives them where all inputs are stored, as they are in a network, and else refuses. */
  STORED("right, stored"),
  /** It says why it does not read the file. */
  REFUSED("refused"),
  /** It gives other outputs. */
  WRONG("wrong"),
  /** The test is of a kind that the tool does not mean to read. */
  OUTSIDE("out of scope");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  static Verdict of(String text) {
    for (Verdict verdict : values()) {
      if (verdict.text.equals(text)) {
        return verdict;
      }
    }
    throw new IllegalArgumentException(text);
  }
}
