package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.AttributeProto;
import convspectrum.spec.composite.Attention;
import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.OverlappedBlocks;
import convspectrum.spec.composite.Recurrent;
import convspectrum.spec.composite.RotaryEmbedding;
import convspectrum.spec.composite.Slide;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Writes each composite op as the one node of ONNX that it is. */
final class CompositeWriter {
  private final OnnxGraph onnx;
  private final Weights weights;
  private final SequenceWriter sequences;

  CompositeWriter(OnnxGraph onnx, Weights weights) {
    this.onnx = onnx;
    this.weights = weights;
    this.sequences = new SequenceWriter(onnx, weights);
  }

  void write(Node node, CompositeOp op) {
    switch (op) {
      case ConvNd conv ->
          onnx.result(node, "Conv", operands(node), sliding(conv.slides(), conv.groups()));
      case TransposedConv conv -> transposed(node, conv);
      case OverlappedBlocks blocks -> overlapped(node, blocks);
      case Attention attention -> sequences.attention(node, attention);
      case Recurrent recurrent -> sequences.recurrent(node, recurrent);
      case RotaryEmbedding rotary -> sequences.rotary(node, rotary);
    }
  }

  private void transposed(Node node, TransposedConv conv) {
    List<AttributeProto> attributes =
        new ArrayList<>(List.of(sliding(conv.slides(), conv.groups())));
    attributes.add(
        Attributes.integers(
            "output_padding", conv.outputPadding().stream().mapToInt(i -> i).toArray()));
    onnx.result(
        node, "ConvTranspose", operands(node), attributes.toArray(AttributeProto[]::new));
  }

  private void overlapped(Node node, OverlappedBlocks blocks) {
    List<Slide> slides = blocks.slides();
    int[] image = blocks.sizes().stream().mapToInt(i -> i).toArray();
    onnx.result(
        node,
        "Col2Im",
        List.of(
            onnx.value(node.inputs().getFirst()),
            onnx.integers(node, "image_shape", image),
            onnx.integers(node, "block_shape", each(slides, Slide::kernel))),
        Attributes.integers("dilations", each(slides, Slide::dilation)),
        Attributes.integers("pads", pads(slides)),
        Attributes.integers("strides", each(slides, Slide::stride)));
  }

  /** Its inputs, then what it stores, in the order of its slots. */
  private List<String> operands(Node node) {
    List<String> operands = new ArrayList<>(node.inputs().stream().map(onnx::value).toList());
    for (ParameterSlot slot : node.parameters()) {
      operands.add(onnx.initializer(node, slot.role(), weights.get(node, slot), slot.shape()));
    }
    return operands;
  }

  private static AttributeProto[] sliding(List<Slide> slides, int groups) {
    return new AttributeProto[] {
      Attributes.integers("dilations", each(slides, Slide::dilation)),
      Attributes.integer("group", groups),
      Attributes.integers("kernel_shape", each(slides, Slide::kernel)),
      Attributes.integers("pads", pads(slides)),
      Attributes.integers("strides", each(slides, Slide::stride))
    };
  }

  private static int[] pads(List<Slide> slides) {
    int[] pads = new int[2 * slides.size()];
    for (int axis = 0; axis < slides.size(); axis++) {
      pads[axis] = slides.get(axis).before();
      pads[slides.size() + axis] = slides.get(axis).after();
    }
    return pads;
  }

  private static int[] each(List<Slide> slides, ToIntFunction<Slide> side) {
    return slides.stream().mapToInt(side).toArray();
  }
}
