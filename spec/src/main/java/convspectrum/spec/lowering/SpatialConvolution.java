package convspectrum.spec.lowering;

import convspectrum.spec.block.FieldException;
import convspectrum.spec.block.HeightWidth;
import convspectrum.spec.block.Segments;
import convspectrum.spec.block.SpatialBlock;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The spatial convolution of a block: how it slides, and over which parts of the channels.
 *
 * @param segmentsField the field that says the segments, for faults
 */
record SpatialConvolution(SpatialBlock block, Segments segments, String segmentsField) {
  /**
   * Adds the convolution: one node, or a slice and a convolution for each part and the concat that
   * joins them.
   */
  Node lower(Emitter emitter, Place place, int multiplier, Node input) {
    int channels = Convolutions.channels(input);
    List<HeightWidth> mixed = block.kernels().orElse(List.of(block.kernel()));
    if (mixed.size() == 1) {
      return part(
          emitter, place, "spatial", mixed.getFirst(), multiplier, ChannelGroups.OF_A_SPLIT, input);
    }
    if (mixed.size() > channels) {
      throw new FieldException(
          "kernels",
          mixed.size() + " parts of " + channels + " channels",
          "at most one per channel");
    }
    List<Integer> parts =
        block.shares().isPresent()
            ? Parts.byShares(channels, block.shares().get())
            : Parts.equal(channels, mixed.size());
    Place inside = place.part("spatial");
    List<Node> results = new ArrayList<>(parts.size());
    String remedy = ChannelGroups.shares(channels, mixed.size(), segments.of(channels));
    int start = 0;
    for (int i = 0; i < parts.size(); i++) {
      Place one = inside.part(i);
      Node slice = emitter.add(one, "slice", new Op.Slice(1, start, start + parts.get(i)), input);
      start += parts.get(i);
      results.add(part(emitter, one, "conv", mixed.get(i), multiplier, remedy, slice));
    }
    return emitter.add(inside, "concat", new Op.Concat(1), results);
  }

  private Node part(
      Emitter emitter,
      Place place,
      String part,
      HeightWidth side,
      int multiplier,
      String remedy,
      Node input) {
    int in = Convolutions.channels(input);
    int out = Math.multiplyExact(in, multiplier);
    int groups = ChannelGroups.of(segmentsField, segments, input, out, remedy);
    Window window =
        Convolutions.window(side, block.stride(), block.dilation(), block.padding(), input.shape());
    return emitter.add(place, part, new Op.Conv(out, window, groups, block.bias()), input);
  }
}
