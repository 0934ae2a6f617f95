package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.AttributeProto;
import convspectrum.spec.composite.AffineGrid;
import convspectrum.spec.composite.ArgExtreme;
import convspectrum.spec.composite.Attention;
import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.DeformConv;
import convspectrum.spec.composite.GridSample;
import convspectrum.spec.composite.IndexedOp;
import convspectrum.spec.composite.LpPool;
import convspectrum.spec.composite.OverlappedBlocks;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.composite.Recurrent;
import convspectrum.spec.composite.RotaryEmbedding;
import convspectrum.spec.composite.TopK;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** Writes each composite op as the one node of ONNX that it is. */
final class CompositeWriter {
  private final OnnxGraph onnx;
  private final Weights weights;
  private final SamplingWriter sampling;
  private final SequenceWriter sequences;

  CompositeWriter(OnnxGraph onnx, Weights weights) {
    this.onnx = onnx;
    this.weights = weights;
    this.sampling = new SamplingWriter(onnx);
    this.sequences = new SequenceWriter(onnx, weights);
  }

  /** The first operator set that has the op in the form that is written here. */
  static int opset(CompositeOp op) {
    return switch (op) {
      case ArgExtreme _, ConvNd _, TopK _, TransposedConv _ -> OnnxWriter.OPSET;
      case OverlappedBlocks _, LpPool _ -> 18;
      case DeformConv _ -> 19;
      case AffineGrid _, GridSample _ -> 20;
      case IndexedOp indexed -> SamplingWriter.opset(indexed);
      case Recurrent _ -> OnnxWriter.OPSET;
      case Attention attention -> attention.lengths() ? 24 : 23;
      case RotaryEmbedding _ -> 23;
      case Recorded recorded -> recorded.opset();
    };
  }

  void write(Node node, CompositeOp op) {
    switch (op) {
      case ConvNd conv ->
          onnx.result(node, "Conv", operands(node), sliding(conv.slides(), conv.groups()));
      case TransposedConv conv -> transposed(node, conv);
      case OverlappedBlocks blocks -> overlapped(node, blocks);
      case LpPool pool -> sampling.powers(node, pool);
      case ArgExtreme extreme -> sampling.extreme(node, extreme);
      case TopK top -> sampling.top(node, top);
      case DeformConv conv -> sampling.deformed(node, conv, stored(node));
      case AffineGrid grid -> sampling.grid(node, grid);
      case GridSample sample -> sampling.sample(node, sample);
      case IndexedOp indexed -> sampling.write(node, indexed);
      case Attention attention -> sequences.attention(node, attention);
      case Recurrent recurrent -> sequences.recurrent(node, recurrent);
      case RotaryEmbedding rotary -> sequences.rotary(node, rotary);
      case Recorded recorded -> recorded(node, recorded);
    }
  }

  /**
   * ONNX Runtime takes no output padding of a whole step or more. As much of it as can be is made a
   * smaller cut behind; what is left then is appended.
   */
  private void transposed(Node node, TransposedConv conv) {
    List<Slide> slides = new ArrayList<>();
    int axes = conv.slides().size();
    int[] more = new int[axes];
    int[] appended = new int[2 * (axes + 2)];
    for (int axis = 0; axis < axes; axis++) {
      Slide slide = conv.slides().get(axis);
      more[axis] = conv.outputPadding().get(axis);
      if (more[axis] >= slide.stride()) {
        int less = Math.min(more[axis], slide.after());
        slide =
            new Slide(
                slide.kernel(),
                slide.stride(),
                slide.dilation(),
                slide.before(),
                slide.after() - less);
        appended[axes + 4 + axis] = more[axis] - less;
        more[axis] = 0;
      }
      slides.add(slide);
    }
    List<AttributeProto> attributes = new ArrayList<>(List.of(sliding(slides, conv.groups())));
    attributes.add(Attributes.integers("output_padding", more));
    AttributeProto[] all = attributes.toArray(AttributeProto[]::new);
    List<String> operands = operands(node);
    if (Arrays.stream(appended).allMatch(places -> places == 0)) {
      onnx.result(node, "ConvTranspose", operands, all);
      return;
    }
    String sum = onnx.part(node, "ConvTranspose", "sum", operands.subList(0, 2), all);
    List<String> padded = List.of(sum, onnx.integers(node, "pads", appended));
    if (conv.bias()) {
      int[] column = new int[1 + axes];
      Arrays.fill(column, 1);
      column[0] = conv.outChannels();
      String bias = operands.getLast();
      String shape = onnx.integers(node, "column", column);
      onnx.result(
          node,
          "Add",
          List.of(
              onnx.part(node, "Pad", "padded", padded),
              onnx.part(node, "Reshape", "bias", List.of(bias, shape))));
    } else {
      onnx.result(node, "Pad", padded);
    }
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

  private void recorded(Node node, Recorded op) {
    List<String> operands = new ArrayList<>();
    for (int i = 0; i < op.operands().size(); i++) {
      operands.add(operand(node, op.operands().get(i), "operand" + i));
    }
    while (operands.getLast().isEmpty()) {
      operands.removeLast();
    }
    onnx.result(
        node,
        op.type(),
        operands,
        op.attributes().stream().map(CompositeWriter::attribute).toArray(AttributeProto[]::new));
  }

  private String operand(Node node, Recorded.Operand operand, String role) {
    return switch (operand) {
      case Recorded.Operand.Live(int input) -> onnx.value(node.inputs().get(input));
      case Recorded.Operand.Stored(String slot) -> {
        Tensor tensor = weights.get(node, slot);
        yield onnx.initializer(node, slot, tensor, tensor.shape());
      }
      case Recorded.Operand.Wholes(List<Integer> values) ->
          onnx.integers(node, role, values.stream().mapToInt(i -> i).toArray());
      case Recorded.Operand.Reals(List<Double> values) -> {
        float[] numbers = new float[values.size()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = values.get(i).floatValue();
        }
        yield onnx.floats(node, role, numbers, numbers.length);
      }
      case Recorded.Operand.Real(double value) -> onnx.scalar(node, role, value);
      case Recorded.Operand.Absent _ -> "";
    };
  }

  private static AttributeProto attribute(Recorded.Attribute attribute) {
    return switch (attribute) {
      case Recorded.Attribute.Whole(String name, long value) -> Attributes.integer(name, value);
      case Recorded.Attribute.Wholes(String name, List<Integer> values) ->
          Attributes.integers(name, values.stream().mapToInt(i -> i).toArray());
      case Recorded.Attribute.Real(String name, double value) -> Attributes.number(name, value);
      case Recorded.Attribute.Text(String name, String value) -> Attributes.text(name, value);
    };
  }

  /** Its inputs, then what it stores, in the order of its slots. */
  private List<String> operands(Node node) {
    List<String> operands = new ArrayList<>(node.inputs().stream().map(onnx::value).toList());
    operands.addAll(stored(node));
    return operands;
  }

  private List<String> stored(Node node) {
    return node.parameters().stream()
        .map(slot -> onnx.initializer(node, slot.role(), weights.get(node, slot), slot.shape()))
        .toList();
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
