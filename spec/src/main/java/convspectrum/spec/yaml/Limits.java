package convspectrum.spec.yaml;

/**
 * What a document may take, so that no file, however hostile, takes more than a moment. A network
 * of a thousand blocks needs a tenth of the nodes and a thousandth of the rest.
 */
final class Limits {
  /** Of the file, in bytes: 1 MiB. */
  static final int BYTES = 1 << 20;

  /** Lists and mappings inside one another. */
  static final int DEPTH = 64;

  /** Values, each counted as often as aliases and merges repeat it. */
  static final int NODES = 100_000;

  /** Characters of a key. */
  static final int KEY_LENGTH = 256;

  /** Characters of all paths together: 200 for each node. */
  static final int PATH_CHARACTERS = 20_000_000;

  /** Faults reported before the rest of the document is left unread. */
  static final int FAULTS = 100;

  private Limits() {}
}
