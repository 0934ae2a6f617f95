package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.layout.ChannelOrder;
import convspectrum.executor.vector.step.ElementwiseStep;
import convspectrum.executor.vector.step.TransferStep;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;
import java.util.Optional;

/** Plans concats and views along the channels of feature maps, without moving data if possible. */
final class ChannelPlanner {
  private final Values values;
  private final Layouts layouts;
  private final Orders orders;
  private final Lanes lanes;

  ChannelPlanner(Values values, Layouts layouts, Orders orders, Lanes lanes) {
    this.values = values;
    this.layouts = layouts;
    this.orders = orders;
    this.lanes = lanes;
  }

  /** Lets the parts of a concat be computed directly at their position in the result. */
  void placeParts(FusedUnit unit) {
    if (!(unit.main().op() instanceof Op.Concat) || !layouts.isMap(unit.result())) {
      return;
    }
    ChannelOrder order = orders.of(unit.result());
    if (!orders.derive(unit.main()).filter(order::equals).isPresent()) {
      return;
    }
    Value whole =
        values.place(unit.result()).orElseGet(() -> Value.map(unit.result().shape(), order, lanes));
    values.place(unit.result(), whole);
    int slot = whole.slot();
    for (Node part : unit.inputs()) {
      ChannelOrder own = orders.of(part);
      if (layouts.madeHere(part) && values.place(part).isEmpty()) {
        values.place(part, new Value(part.shape(), whole.storage(), own, slot));
      }
      slot += lanes.roundUp(own.slots());
    }
  }

  void concat(FusedUnit unit) {
    Value out = values.newValue(unit.result());
    int channel = 0;
    for (Node part : unit.inputs()) {
      int first = channel;
      int end = channel + part.shape().channels();
      channel = end;
      Value in = values.value(part);
      int slot = out.slot() + out.requireOrder().firstSlot(first, end);
      // A part that occurs twice was computed at one of its positions.
      boolean inPlace =
          in.storage() == out.storage()
              && values.place(part).filter(in::equals).isPresent()
              && in.slot() + in.requireOrder().firstSlot(0, end - first) == slot;
      if (inPlace) {
        continue;
      }
      Value from = in.isMap() ? in : values.asMap(part);
      ChannelOrder order = out.requireOrder().range(first, end);
      Value to = new Value(part.shape(), out.storage(), order, slot);
      values
          .task("Concat", List.of(unit), List.of(from), to)
          .by(() ->
              List.of(
                  from.requireOrder().equals(order)
                      ? ElementwiseStep.of(from.map(lanes), to.map(lanes), Optional.empty(), lanes)
                      : new TransferStep(from.map(lanes), to.map(lanes))));
    }
  }

  /** Plans a permutation or selection of channels; it moves no data if the order allows that. */
  void view(FusedUnit unit) {
    Node node = unit.main();
    Value in = values.asMap(unit.inputs().getFirst());
    Optional<ChannelOrder> derived = orders.derive(node);
    int first =
        node.op() instanceof Op.Slice slice
            ? in.requireOrder().firstSlot(slice.start(), slice.end())
            : 0;
    ChannelOrder order = derived.orElseThrow();
    Value view = new Value(node.shape(), in.storage(), order, in.slot() + first);
    boolean free =
        values.place(node).isEmpty()
            && order.equals(orders.of(node))
            && values.value(unit.inputs().getFirst()) == in;
    if (free) {
      values.setValue(node, view);
      return;
    }
    Value out = values.newValue(node);
    values
        .task(unit, List.of(view), out)
        .by(() -> List.of(new TransferStep(view.map(lanes), out.map(lanes))));
  }
}
