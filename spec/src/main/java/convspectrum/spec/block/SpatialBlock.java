package convspectrum.spec.block;

import java.util.List;
import java.util.Optional;

/** A block with a convolution that may be cut into segments, and into parts of several kernels. */
public sealed interface SpatialBlock permits Depthwise, Segmented, InvertedResidual {
  /** The size of the kernel, where there is one only. */
  HeightWidth kernel();

  /** The kernels of the parts, where the channels are cut into parts. */
  Optional<List<HeightWidth>> kernels();

  /** The parts' shares of the channels, one per kernel; equal where there are none. */
  Optional<List<Double>> shares();

  /** Pixels from one output to the next. */
  HeightWidth stride();

  /** Pixels between the taps of the kernel. */
  HeightWidth dilation();

  /** Pixels around the input. */
  PaddingRule padding();

  /** Whether the convolution adds a bias. */
  boolean bias();
}
