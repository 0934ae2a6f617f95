package convspectrum.spec.block;

/**
 * A block with all its values. One record per block type; its name in a document is the record's
 * name in kebab case: {@link InvertedResidual} is {@code inverted-residual}.
 */
public sealed interface Block
    permits Conv,
        TransposedConv,
        Depthwise,
        Pointwise,
        Segmented,
        Separable,
        Branches,
        Inception,
        Residual,
        InvertedResidual,
        SqueezeExcite,
        Repeat,
        Sequence,
        Split,
        Slice,
        Shuffle,
        Scale,
        Norm,
        Activation,
        Pool,
        GlobalPool,
        Flatten,
        Linear,
        Dropout,
        Pad,
        Upsample,
        Identity,
        Zero,
        Add,
        Multiply,
        Concat,
        Softmax,
        Transpose,
        Reshape {}
