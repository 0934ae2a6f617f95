package convspectrum.spec.block;

/** How many groups of channels a convolution has, each apart from the others. */
public sealed interface Segments {
  /** So many. */
  record Count(int count) implements Segments {
    public Count {
      if (count < 1) {
        throw new IllegalArgumentException("found " + count + "; expected at least 1");
      }
    }
  }

  /** One per input channel. */
  record Depthwise() implements Segments {}

  /** The number of groups of a convolution with so many input channels. */
  default int of(int channels) {
    return switch (this) {
      case Count(int count) -> count;
      case Depthwise _ -> channels;
    };
  }
}
