package convspectrum.search.design;

import convspectrum.costmodel.CostOptions;
import convspectrum.spec.Spec;

/** Small spaces that tests look at. */
public final class Spaces {
  /**
   * Six designs and two references. With one segment and 8 channels, a design is the reference
   * {@code plain}.
   */
  public static final String SPACE =
      """
      name: tiny
      input: {channels: 8, height: 6, width: 6}
      parameters:
        segments: [1, 2, 8]
        out: [8, 16]
      references:
        regular: [conv: {out: 8, kernel: 3}]
        plain: [pointwise: {out: 8}, conv: {out: 8, kernel: 3}]
      baseline: regular
      layers:
        - segmented: {out: $out, segments: $segments}
      """;

  private Spaces() {}

  /** All designs of a space, counted. */
  public static Designs designs(String yaml) {
    return Designs.of(Sweep.all(Spec.parse("space.yaml", yaml)), CostOptions.DEFAULT);
  }
}
