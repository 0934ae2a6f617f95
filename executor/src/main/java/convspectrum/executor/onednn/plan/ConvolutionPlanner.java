package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.Layout;
import convspectrum.executor.onednn.library.PostOps;
import convspectrum.executor.onednn.library.PrimitiveDescriptor;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.onednn.library.Slide;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Window;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plans convolutions, with what is folded into their weights and what follows each sum. */
final class ConvolutionPlanner {
  private final Draft draft;

  ConvolutionPlanner(Draft draft) {
    this.draft = draft;
  }

  void plan(FusedUnit unit, Op.Conv conv) {
    Node node = unit.main();
    Node input = unit.inputs().getFirst();
    FoldedWeights folded = new FoldedWeights(unit, conv.outChannels(), draft.weights());
    PostOps postOps =
        unit.added().isPresent() ? PostOps.NONE.then(new PostOps.Sum()) : PostOps.NONE;
    if (unit.activation().isPresent()) {
      postOps = postOps.then(EltwiseFunctions.of(unit.activation().get()));
    }
    long channels = node.inputShape().channels();
    Layout bias = folded.hasShift() ? draft.plain(conv.outChannels()) : null;
    PrimitiveDescriptor descriptor =
        draft
            .primitives()
            .convolution(
                draft.any(Draft.sizes(input.shape())),
                draft.any(weightSizes(conv, channels)),
                bias,
                draft.any(Draft.sizes(node.shape())),
                slides(conv.window()),
                new Attributes(postOps));
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, draft.value(input, descriptor.source()));
    arguments.put(Primitives.WEIGHTS, draft.stored(descriptor.weights(), folded::weights));
    if (bias != null) {
      arguments.put(Primitives.BIAS, draft.stored(bias, folded::shift));
    }
    Value result = result(unit, descriptor.destination());
    arguments.put(Primitives.DESTINATION, result);
    draft.add(descriptor, arguments, unit.nodes(), conv + " " + postOps.text());
    draft.define(unit.result(), result);
  }

  /** Where the result goes: behind a sum, into the memory that holds the other operand. */
  private Value result(FusedUnit unit, Layout layout) {
    if (unit.added().isEmpty()) {
      return draft.fresh(layout);
    }
    Node added = unit.added().get();
    Value addend = draft.value(added);
    if (addend.layout().sameAs(layout) && draft.isLastRead(added)) {
      return addend;
    }
    Value copy = draft.fresh(layout);
    draft.copy(added, addend, copy);
    return copy;
  }

  static long[] weightSizes(Op.Conv conv, long channels) {
    Window window = conv.window();
    long outputs = conv.outChannels() / conv.groups();
    long inputs = channels / conv.groups();
    return conv.groups() == 1
        ? new long[] {outputs, inputs, window.kernelHeight(), window.kernelWidth()}
        : new long[] {conv.groups(), outputs, inputs, window.kernelHeight(), window.kernelWidth()};
  }

  static List<Slide> slides(Window window) {
    return List.of(slide(window.rows()), slide(window.columns()));
  }

  private static Slide slide(convspectrum.spec.graph.Slide slide) {
    return new Slide(
        slide.kernel(), slide.stride(), slide.dilation(), slide.before(), slide.after());
  }
}
