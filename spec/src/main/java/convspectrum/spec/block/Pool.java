package convspectrum.spec.block;

import convspectrum.spec.graph.PoolKind;
import java.util.Optional;

/** A pool over windows. */
@Doc("A pool over windows.")
public record Pool(
    @Main @Doc("max or average") @Default("max") PoolKind kind,
    @Doc("size of the window: 2, 1x7 or [1, 7]") @Default("2") HeightWidth kernel,
    @Doc("pixels from one output to the next; the kernel's size unless said") @Default("none")
        Optional<HeightWidth> stride,
    @Doc(
            "pixels around the input: same, same-tf, valid, n, [vertical, horizontal] or [top, left, bottom, right]")
        @Default("valid")
        PaddingRule padding,
    @Doc("whether a last window may reach over the border") @Default("false") boolean ceil,
    @Doc("whether an average counts the padding") @Default("true") boolean countIncludePad)
    implements Block {}
