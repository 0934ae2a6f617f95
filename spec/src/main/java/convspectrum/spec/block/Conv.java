package convspectrum.spec.block;

import java.util.Optional;

/** A convolution of a feature map, a sequence or a volume, regular or grouped. */
@Doc("A convolution, regular or grouped, of a feature map, a sequence or a volume.")
public record Conv(
    @Doc("output channels") @AtLeast(1) int out,
    @Doc("size of the kernel: 3, 1x7 or [1, 7]") @Default("3") HeightWidth kernel,
    @Doc("pixels from one output to the next") @Default("1") HeightWidth stride,
    @Doc("pixels between the taps of the kernel; 1 is dense") @Default("1") HeightWidth dilation,
    @Doc(
            "pixels around the input: same, same-tf, valid, n, [vertical, horizontal] or [top, left, bottom, right]")
        @Default("same")
        PaddingRule padding,
    @Doc(
            "groups of channels, or depthwise for one per input channel; must divide input and output channels")
        @Default("1")
        Segments groups,
    @Doc("whether convolutions add a bias") @Default("false") boolean bias,
    @Doc("a norm after the block") @Default("none") Optional<Norm> norm,
    @Doc("an activation after the norm") @Default("none") Optional<Activation> activation,
    @Doc("size of the kernel along the depth of a volume; its height unless said")
        @Default("none")
        @AtLeast(1)
        Optional<Integer> depthKernel,
    @Doc("planes from one output to the next in a volume; the vertical stride unless said")
        @Default("none")
        @AtLeast(1)
        Optional<Integer> depthStride)
    implements Block {}
