package convspectrum.spec.block;

/** The way around a residual block's body. */
public sealed interface Shortcut {
  /** The input itself. */
  record Identity() implements Shortcut {}

  /** A 1×1 convolution to the body's channels, with the stride that gives the body's size. */
  record Projection() implements Shortcut {}

  /** These blocks. */
  record Through(Body body) implements Shortcut {}
}
