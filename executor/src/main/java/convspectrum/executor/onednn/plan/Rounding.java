package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.DataType;
import convspectrum.executor.onednn.library.Layout;
import convspectrum.executor.onednn.library.PostOps;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.spec.graph.Node;
import convspectrum.spec.quantised.ValueScale;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * How real numbers become unsigned bytes, q = x / scale + zero point, and these real numbers again.
 * Both are copies of oneDNN's with a scale and a zero point.
 */
final class Rounding {
  private final Draft draft;
  private final Function<Node, Optional<ValueScale>> scales;

  Rounding(Draft draft, Function<Node, Optional<ValueScale>> scales) {
    this.draft = draft;
    this.scales = scales;
  }

  /** The scale of a value that is stored as bytes. */
  Optional<ValueScale> scale(Node node) {
    return scales.apply(node);
  }

  /** A value as the node stores it: rounded to bytes unless it is, or stays real. */
  Value stored(Node node, Value value) {
    Optional<ValueScale> scale = scale(node);
    if (scale.isEmpty() || value.layout().type() != DataType.F32) {
      return value;
    }
    Value bytes = draft.fresh(as(DataType.U8, value.layout()));
    copy(node, value, bytes, Primitives.DESTINATION, scale.get(), "round ");
    return bytes;
  }

  /** The real numbers that bytes stand for; one copy of them serves all readers. */
  Value real(Node node, Value bytes, List<Value> copies) {
    Layout layout = as(DataType.F32, bytes.layout());
    for (Value copy : copies) {
      if (copy.layout().sameAs(layout)) {
        return copy;
      }
    }
    Value real = draft.fresh(layout);
    ValueScale scale =
        scale(Fusion.source(node))
            .orElseThrow(() -> new IllegalStateException(node + " has bytes, but no scale"));
    copy(node, bytes, real, Primitives.SOURCE, scale, "reorder ");
    copies.add(real);
    return real;
  }

  /** The same order of axes for elements of another type; of blocked ones row-major. */
  private Layout as(DataType type, Layout layout) {
    return layout.isBlocked()
        ? Layout.plain(draft.objects(), type, layout.sizes())
        : Layout.dense(draft.objects(), type, layout.sizes(), layout.order());
  }

  /** Scale and zero point belong to the argument that has the bytes. */
  private void copy(
      Node node, Value from, Value to, int argument, ValueScale scale, String prefix) {
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, from);
    arguments.put(Primitives.DESTINATION, to);
    SortedMap<Integer, Integer> masks = new TreeMap<>();
    SortedSet<Integer> zeros = new TreeSet<>();
    add(argument, scale, masks, zeros, arguments);
    Attributes attributes = new Attributes(PostOps.NONE, masks, zeros);
    draft.add(
        new PlannedStep(
            draft.primitives().reorder(from.layout(), to.layout(), attributes),
            arguments,
            "Reorder",
            zeros.isEmpty() ? "scaled" : "scaled from a zero point",
            List.of(),
            List.of(prefix + node.name())));
  }

  /** Adds the scale of an argument, and its zero point unless that is 0. */
  void add(
      int argument,
      ValueScale scale,
      SortedMap<Integer, Integer> masks,
      SortedSet<Integer> zeros,
      SortedMap<Integer, Value> arguments) {
    masks.put(argument, 0);
    arguments.put(Attributes.scale(argument), draft.number(DataType.F32, scale.scale(), 0));
    if (scale.zeroPoint() != 0) {
      zeros.add(argument);
      arguments.put(
          Attributes.zeroPoint(argument), draft.number(DataType.S32, 0, scale.zeroPoint()));
    }
  }
}
