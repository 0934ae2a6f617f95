package convspectrum.spec.block;

import java.util.List;
import java.util.Optional;

/** A convolution of each channel by itself. */
@Doc("A convolution of each channel by itself.")
public record Depthwise(
    @Doc("size of the kernel: 3, 1x7 or [1, 7]") @Default("3") HeightWidth kernel,
    @Doc(
            "several kernels instead of one: the channels of the spatial convolution in as many parts, one kernel each")
        @Default("none")
        Optional<List<HeightWidth>> kernels,
    @Doc(
            "the parts' shares of the channels, one per kernel; equal without it, the remainder to the first")
        @Default("none")
        Optional<List<Double>> shares,
    @Doc("outputs per input channel") @Default("1") @AtLeast(1) int multiplier,
    @Doc("pixels from one output to the next") @Default("1") HeightWidth stride,
    @Doc("pixels between the taps of the kernel; 1 is dense") @Default("1") HeightWidth dilation,
    @Doc(
            "pixels around the input: same, same-tf, valid, n, [vertical, horizontal] or [top, left, bottom, right]")
        @Default("same")
        PaddingRule padding,
    @Doc("whether convolutions add a bias") @Default("false") boolean bias,
    @Doc("a norm after the block") @Default("none") Optional<Norm> norm,
    @Doc("an activation after the norm") @Default("none") Optional<Activation> activation)
    implements Block, SpatialBlock {
  public Depthwise {
    Mixed.check(kernels, shares);
  }
}
