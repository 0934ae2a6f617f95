package convspectrum.spec.block;

import java.util.List;
import java.util.Optional;

/**
 * MobileNetV2's block: 1×1 expansion, depthwise convolution, 1×1 projection, and a shortcut where
 * shapes allow.
 */
@Doc(
    "MobileNetV2's block: 1×1 expansion, depthwise convolution, 1×1 projection, and a shortcut where shapes allow.")
public record InvertedResidual(
    @Doc("output channels") @AtLeast(1) int out,
    @Doc("expanded channels as a multiple of the input's; 1 leaves the expansion out") @Default("6")
        double expansion,
    @Doc("expanded channels as a number, instead of `expansion`") @Default("none") @AtLeast(1)
        Optional<Integer> expanded,
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
    @Doc("groups of the spatial convolution") @Default("depthwise") Segments segments,
    @Doc("squeeze-excite before the projection; its ratio is of the block's input channels")
        @Default("none")
        Optional<SqueezeExcite> squeezeExcite,
    @Doc("the norm of all three convolutions") @Default("batch") Optional<Norm> norm,
    @Doc("the activation after the first two convolutions") @Default("relu6")
        Optional<Activation> activation,
    @Doc("whether convolutions add a bias") @Default("false") boolean bias,
    @Doc("parts of the expansion, with a convolution each, as MixNet does")
        @Default("1")
        @AtLeast(1)
        int expandParts,
    @Doc("parts of the projection, with a convolution each") @Default("1") @AtLeast(1)
        int projectParts,
    @Doc("whether to add the input where stride is 1 and channels are equal") @Default("true")
        boolean shortcut)
    implements Block, SpatialBlock {
  public InvertedResidual {
    Mixed.check(kernels, shares);
    if (!(expansion > 0)) {
      throw new FieldException("expansion", "found " + expansion, "expected a number above 0");
    }
  }
}
