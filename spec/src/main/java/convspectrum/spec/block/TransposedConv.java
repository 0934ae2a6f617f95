package convspectrum.spec.block;

import java.util.Optional;

/**
 * A transposed convolution, as decoders use it to enlarge a feature map, a sequence or a volume.
 */
@Doc("A transposed convolution, which enlarges a feature map, a sequence or a volume.")
public record TransposedConv(
    @Doc("output channels") @AtLeast(1) int out,
    @Doc("size of the kernel: 4, 1x7 or [1, 7]") @Default("4") HeightWidth kernel,
    @Doc("how many times as large the output is") @Default("2") HeightWidth stride,
    @Doc("pixels between the taps of the kernel; 1 is dense") @Default("1") HeightWidth dilation,
    @Doc(
            "pixels cut off the output: same (the output is stride times as large), valid, n, [vertical, horizontal] or [top, left, bottom, right]")
        @Default("same")
        PaddingRule padding,
    @Doc("pixels added at the bottom and the right") @Default("0") @AtLeast(0) int outputPadding,
    @Doc(
            "groups of channels, or depthwise for one per input channel; must divide input and output channels")
        @Default("1")
        Segments groups,
    @Doc("whether it adds a bias") @Default("false") boolean bias,
    @Doc("a norm after the block") @Default("none") Optional<Norm> norm,
    @Doc("an activation after the norm") @Default("none") Optional<Activation> activation)
    implements Block {}
