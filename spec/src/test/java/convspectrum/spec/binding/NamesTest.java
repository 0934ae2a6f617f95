package convspectrum.spec.binding;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.block.Block;
import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Names that documents and reports contain and that come from the names of classes, components and
 * constants. Renaming one of these breaks documents and tables that exist: the change is then one
 * of the language, and belongs into the manual and the list of changes.
 */
class NamesTest {
  @Test
  void blocksAndTheirFields() {
    assertThat(
            BlockTypes.all().stream()
                .map(type -> (type.name() + ": " + String.join(" ", type.fieldNames())).strip()))
        .containsExactly(
            """
            conv: out kernel stride dilation padding groups bias norm activation \
            depth-kernel depth-stride
            transposed-conv: out kernel stride dilation padding output-padding groups bias norm \
            activation
            depthwise: kernel kernels shares multiplier stride dilation padding bias norm \
            activation
            pointwise: out groups parts stride bias norm activation
            segmented: out segments order kernel kernels shares stride dilation padding \
            between norm activation bias multiplier
            separable: out kernel kernels shares stride dilation padding between norm \
            activation bias multiplier
            branches: join of
            inception: pointwise towers pool pool-kind bias norm activation
            residual: body shortcut join scale activation norm
            inverted-residual: out expansion expanded kernel kernels shares stride dilation \
            padding segments squeeze-excite norm activation bias expand-parts project-parts shortcut
            squeeze-excite: reduce activation gate bias
            repeat: times body
            sequence: body
            split: of shares sizes join
            slice: from to
            shuffle: groups
            scale: factor init
            norm: kind epsilon scale shift axes
            activation: function alpha beta
            pool: kind kernel stride padding ceil count-include-pad
            global-pool: kind
            flatten: from
            linear: out bias activation
            dropout: rate
            pad: padding value
            upsample: factor mode
            identity:
            zero:
            add:
            multiply:
            concat:
            softmax: axis
            transpose: order
            reshape: shape
            """
                .lines()
                .toArray(String[]::new));
  }

  @Test
  void wordsOfFields() {
    assertThat(
            Arrays.stream(Block.class.getPermittedSubclasses())
                .map(RecordType::of)
                .flatMap(type -> type.fields().stream())
                .map(field -> field.type().expected())
                .filter(expected -> expected.startsWith("one of ") && !expected.contains(";"))
                .distinct())
        .containsExactly(
            "one of pointwise-first, spatial-first",
            "one of add, concat, multiply",
            "one of max, average",
            "one of batch, layer",
            "one of relu, relu6, leaky-relu, elu, selu, sigmoid, hard-sigmoid, tanh, silu,"
                + " hard-swish, gelu, gelu-tanh, mish, softplus, clip",
            "one of nearest, bilinear, bilinear-align-corners");
  }

  @Test
  void ops() {
    assertThat(records(Op.class).map(Class::getSimpleName))
        .containsExactlyInAnyOrder(
            "Input",
            "Constant",
            "Conv",
            "Linear",
            "MatMul",
            "BatchNorm",
            "LayerNorm",
            "Softmax",
            "Pool",
            "GlobalPool",
            "Resize",
            "Activation",
            "Unary",
            "Scale",
            "ChannelScale",
            "Add",
            "Multiply",
            "Binary",
            "Where",
            "Concat",
            "Slice",
            "ChannelShuffle",
            "Pad",
            "Transpose",
            "Gather",
            "Zero",
            "Reshape",
            "Identity",
            "Reduce",
            "Attention",
            "ConvNd",
            "OverlappedBlocks",
            "Recorded",
            "AffineGrid",
            "ArgExtreme",
            "TopK",
            "DeformConv",
            "GridSample",
            "LpPool",
            "NonMaxSuppression",
            "RoiAlign",
            "RoiPool",
            "Scatter",
            "Recurrent",
            "RotaryEmbedding",
            "TransposedConv");
    assertThat(new Op.Constant(Shape.of(1), true).typeName()).isEqualTo("Constant");
  }

  private static Stream<Class<?>> records(Class<?> type) {
    if (type == Op.Composite.class) {
      return records(CompositeOp.class);
    }
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(NamesTest::records);
  }
}
