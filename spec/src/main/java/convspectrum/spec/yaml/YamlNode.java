package convspectrum.spec.yaml;

import convspectrum.spec.fault.Location;

/** A value of a YAML document, with its place. */
public sealed interface YamlNode permits YamlScalar, YamlList, YamlMap {
  /** Where it starts in the text. */
  Location location();

  /**
   * The way to it from the document's root: {@code layers[2].segmented.segments}; empty at the
   * root.
   */
  String path();

  /**
   * What it is, in a user's words: {@code a list}, {@code the text 'abc'}, {@code the number 3}.
   */
  String describe();
}
