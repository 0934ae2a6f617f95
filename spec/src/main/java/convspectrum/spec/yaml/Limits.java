package convspectrum.spec.yaml;

/**
 * What a document may take, so that no file, however hostile, takes more than a moment. A network
 * of a thousand blocks needs a tenth of the nodes and a thousandth of the rest.
 */
final class Limits {
  /** The most bytes of a file: 1 MiB. */
  static final int BYTES = 1 << 20;

  /** The deepest nesting of lists and mappings. */
  static final int DEPTH = 64;

  /** The most values, each counted as often as aliases and merges repeat it. */
  static final int NODES = 100_000;

  /** The most characters of a key. */
  static final int KEY_LENGTH = 256;

  /** The most characters of all paths together: 200 for each node. */
  static final int PATH_CHARACTERS = 20_000_000;

  /** The number of faults after which the rest of the document is left unread. */
  static final int FAULTS = 100;

  private Limits() {}
}
