package convspectrum.spec.block;

import java.util.List;
import java.util.Optional;

/**
 * A 1×1 convolution across channels and a spatial convolution cut into segments: the spectrum from
 * regular (1) to depthwise (one per channel).
 */
@Doc(
    "A 1×1 convolution across channels and a spatial convolution cut into segments: the spectrum from regular (1) to depthwise (one per channel).")
public record Segmented(
    @Doc("output channels") @AtLeast(1) int out,
    @Doc(
            "groups of the spatial convolution, or depthwise; must divide its input and output channels, in each part")
        Segments segments,
    @Doc(
            "pointwise-first (Inception): 1×1 in to out, then K×K out to out; spatial-first (MobileNet): K×K in to in · multiplier, then 1×1 to out")
        @Default("pointwise-first")
        Order order,
    @Doc("size of the kernel: 3, 1x7 or [1, 7]") @Default("3") HeightWidth kernel,
    @Doc(
            "several kernels instead of one: the channels of the spatial convolution in as many parts, one kernel each")
        @Default("none")
        Optional<List<HeightWidth>> kernels,
    @Doc(
            "the parts' shares of the channels, one per kernel; equal without it, the remainder to the first")
        @Default("none")
        Optional<List<Double>> shares,
    @Doc("pixels from one output to the next") @Default("1") HeightWidth stride,
    @Doc("pixels between the taps of the kernel; 1 is dense") @Default("1") HeightWidth dilation,
    @Doc(
            "pixels around the input: same, same-tf, valid, n, [vertical, horizontal] or [top, left, bottom, right]")
        @Default("same")
        PaddingRule padding,
    @Doc(
            "norm and activation between the two convolutions: {norm: batch, activation: relu}, or just an activation")
        @Default("none")
        Optional<Between> between,
    @Doc("a norm after the block") @Default("none") Optional<Norm> norm,
    @Doc("an activation after the norm") @Default("none") Optional<Activation> activation,
    @Doc("whether convolutions add a bias") @Default("false") boolean bias,
    @Doc("outputs of the spatial convolution per input channel, spatial-first only")
        @Default("1")
        @AtLeast(1)
        int multiplier)
    implements Block, SpatialBlock {
  public Segmented {
    Mixed.check(kernels, shares);
    if (multiplier != 1 && order == Order.POINTWISE_FIRST) {
      throw new FieldException(
          "multiplier",
          "found " + multiplier + " with order pointwise-first",
          "order: spatial-first");
    }
  }
}
