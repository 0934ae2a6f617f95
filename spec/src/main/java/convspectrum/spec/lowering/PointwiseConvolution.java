package convspectrum.spec.lowering;

import convspectrum.spec.block.FieldException;
import convspectrum.spec.block.HeightWidth;
import convspectrum.spec.block.Segments;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The 1×1 convolution of a block, which may split the channels into parts, each with a convolution
 * of its own.
 *
 * @param out output channels of all parts together
 * @param partsField the field that says the number of parts, for faults
 */
record PointwiseConvolution(
    int out, Segments groups, int parts, String partsField, HeightWidth stride, boolean bias) {
  private static final String PART = "pointwise";

  /** A convolution in parts that are not divided into groups, at every place. */
  static PointwiseConvolution inParts(int out, int parts, String partsField, boolean bias) {
    return new PointwiseConvolution(
        out, new Segments.Count(1), parts, partsField, Convolutions.ONE, bias);
  }

  /**
   * Adds the convolution: one node, or a slice and a convolution for each part and the concat that
   * joins them.
   */
  Node lower(Emitter emitter, Place place, Node input) {
    int in = Convolutions.channels(input);
    Window window =
        Convolutions.window(
            Convolutions.ONE, stride, Convolutions.ONE, Convolutions.VALID, input.shape());
    if (parts == 1) {
      int count = ChannelGroups.of("groups", groups, input, out, ChannelGroups.OF_A_SPLIT);
      return emitter.add(place, PART, new Op.Conv(out, window, count, bias), input);
    }
    if (parts > Math.min(in, out)) {
      throw new FieldException(
          partsField, "found " + parts, "at most the " + Math.min(in, out) + " channels");
    }
    List<Integer> inputs = Parts.equal(in, parts);
    List<Integer> outputs = Parts.equal(out, parts);
    Place inside = place.part(PART);
    List<Node> results = new ArrayList<>(parts);
    int start = 0;
    for (int i = 0; i < parts; i++) {
      Place one = inside.part(i);
      Node slice = emitter.add(one, "slice", new Op.Slice(1, start, start + inputs.get(i)), input);
      start += inputs.get(i);
      int count =
          ChannelGroups.of(
              "groups", groups, slice, outputs.get(i), out, "a number of parts that fits");
      results.add(
          emitter.add(one, "conv", new Op.Conv(outputs.get(i), window, count, bias), slice));
    }
    return emitter.add(inside, "concat", new Op.Concat(1), results);
  }
}
