package convspectrum.spec.block;

/** The width of a squeeze-excite block's inner layer. */
public sealed interface Reduce {
  /** So many channels. */
  record Channels(int channels) implements Reduce {
    public Channels {
      if (channels < 1) {
        throw new IllegalArgumentException("found " + channels + "; expected at least 1");
      }
    }
  }

  /** This part of the channels that come into the block, rounded down, at least 1. */
  record Ratio(double ratio) implements Reduce {
    public Ratio {
      if (!(ratio > 0 && ratio <= 1)) {
        throw new IllegalArgumentException(
            "found " + ratio + "; expected a ratio above 0 and at most 1, or a number of channels");
      }
    }
  }

  /** The number of channels, where so many come into the block. */
  default int of(int blockChannels) {
    return switch (this) {
      case Channels(int channels) -> channels;
      // 1e-9: a ratio written as 0.1 of 30 channels is 3, not 2.
      case Ratio(double ratio) -> Math.max(1, (int) (blockChannels * ratio + 1e-9));
    };
  }
}
